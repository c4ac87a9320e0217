import { MessageTooLarge } from './errors.ts';
import { type Headers, noHeaders } from './headers.ts';

/** `NATS/1.0`, a line end, and the empty line after the last header. */
const headerFrameBytes = 12;
/** A colon, a blank and a line end. */
const headerLineBytes = 4;

/** Checks a message against the broker's limit, which counts headers too. @throws MessageTooLarge */
export function checkSize(text: string, headers: Headers | undefined, maximumBytes: number): void {
  // A UTF-16 unit has at most three bytes in UTF-8, so that most messages need not be measured.
  if (headers === undefined && text.length * 3 <= maximumBytes) return;
  const bytes = Buffer.byteLength(text) + headerBytes(headers);
  if (bytes > maximumBytes) throw new MessageTooLarge(bytes, maximumBytes);
}

/** What headers take on the wire. */
export function headerBytes(headers: Headers | undefined): number {
  if (headers === undefined || headers === noHeaders) return 0;
  let bytes = headerFrameBytes;
  for (const [name, value] of Object.entries(headers))
    bytes += name.length + Buffer.byteLength(value) + headerLineBytes;
  return bytes;
}
