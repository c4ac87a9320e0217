/**
 * Numbers from 0 up to but not 1 that a seed and a place decide (SplitMix32), so that request number n is the same in
 * each run, whichever came before it.
 */
export function chanceAt(seed: number, index: number, draw: number): number {
  let mixed = (Math.imul(seed, 0x9e3779b9) + Math.imul(index, 0x85ebca6b) + Math.imul(draw + 1, 0xc2b2ae35)) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}

/** So many hexadecimal digits that a text decides. */
export function hexOf(text: string, digits: number): string {
  let hex = '';
  for (let block = 0; hex.length < digits; block++) hex += word(`${text}/${block}`).toString(16).padStart(8, '0');
  return hex.slice(0, digits);
}

/** FNV-1a with a last mix: ids of a load need to differ, not to be secret. */
function word(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
  return (hash ^ (hash >>> 15)) >>> 0;
}
