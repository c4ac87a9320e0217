import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { systemReason, unusable } from '../end/failure.ts';

/** The largest document or line that is read, in bytes. */
export const maximumBytes = 64 * 1024 * 1024;

const chunkBytes = 256 * 1024;

/** Where input comes from: a file's name, or `-` for standard input. */
export function openSource(name: string): Readable {
  return name === '-' ? process.stdin : createReadStream(name, { highWaterMark: chunkBytes });
}

/** What to call an input in messages. */
export const sourceName = (name: string): string => (name === '-' ? 'standard input' : name);

/** The chunks of an input. @throws Failure when it cannot be read. */
export async function* chunksOf(name: string): AsyncGenerator<Buffer> {
  if (name === '-' && process.stdin.isTTY) process.stderr.write('reading standard input; Ctrl-D ends it\n');
  try {
    for await (const chunk of openSource(name)) yield chunk as Buffer;
  } catch (cause) {
    throw unusable(`cannot read ${sourceName(name)}: ${systemReason(cause)}`, { cause });
  }
}
