/**
 * Orders two texts by their UTF-8 bytes, as Go compares strings.
 * JavaScript compares UTF-16 units, which puts surrogate pairs before U+E000..U+FFFF.
 */
export function compareBytes(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a !== b) return byteRank(a) - byteRank(b);
  }
  return left.length - right.length;
}

/** Moves surrogates behind the rest of the basic plane, where their code points belong. */
function byteRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
