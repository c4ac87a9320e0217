const byteOrderMark = 0xfeff;

/** The text of UTF-8 bytes: what is not UTF-8 becomes U+FFFD, a byte order mark in front is left out. */
export function textOf(bytes: Buffer, start = 0, end = bytes.length): string {
  const text = bytes.toString('utf8', start, end);
  return text.charCodeAt(0) === byteOrderMark ? text.slice(1) : text;
}
