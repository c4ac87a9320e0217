import { MessageTooLarge } from './errors.ts';
import { type Headers, noHeaders } from './headers.ts';

/** `NATS/1.0`, a line end, and the empty line after the last header. */
const headerFrameBytes = 12;
/** A colon, a blank and a line end. */
const headerLineBytes = 4;

/** A UTF-16 unit has at most three bytes in UTF-8. */
const bytesOfUnit = 3;

/** Checks a message against the broker's limit, which counts headers too. @throws MessageTooLarge */
export function checkSize(text: string, headers: Headers | undefined, maximumBytes: number): void {
  // Most messages are so small that they need not be measured.
  if ((text.length + headerLength(headers, unitsOf)) * bytesOfUnit <= maximumBytes) return;
  const bytes = Buffer.byteLength(text) + headerBytes(headers);
  if (bytes > maximumBytes) throw new MessageTooLarge(bytes, maximumBytes);
}

/** What headers take on the wire. */
export const headerBytes = (headers: Headers | undefined): number => headerLength(headers, Buffer.byteLength);

const unitsOf = (value: string): number => value.length;

function headerLength(headers: Headers | undefined, lengthOf: (value: string) => number): number {
  if (headers === undefined || headers === noHeaders) return 0;
  let length = headerFrameBytes;
  for (const name of Object.keys(headers)) length += name.length + lengthOf(headers[name] ?? '') + headerLineBytes;
  return length;
}
