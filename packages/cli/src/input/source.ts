import { createReadStream, fstatSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { systemReason, unusable } from '../end/failure.ts';

/** The largest document or line that is read, in bytes. */
export const maximumBytes = 64 * 1024 * 1024;

const chunkBytes = 256 * 1024;

/** What to call an input in messages. */
export const sourceName = (name: string): string => (name === '-' ? 'standard input' : name);

/**
 * The chunks of an input.
 *
 * @param name a file's name, or `-` for standard input.
 * @throws Failure when it cannot be read.
 */
export async function* chunksOf(name: string): AsyncGenerator<Buffer> {
  if (name === '-' && process.stdin.isTTY) process.stderr.write('reading standard input; Ctrl-D ends it\n');
  try {
    for await (const chunk of openSource(name)) yield chunk as Buffer;
  } catch (cause) {
    throw unusable(`cannot read ${sourceName(name)}: ${systemReason(cause)}`, { cause });
  }
}

function openSource(name: string): Readable {
  if (name !== '-') return createReadStream(name, { highWaterMark: chunkBytes });
  // Node reads standard input in small pieces, and while it waits for each nothing else happens.
  const isFile = fstatSync(0).isFile();
  return isFile ? createReadStream('', { fd: 0, autoClose: false, highWaterMark: chunkBytes }) : process.stdin;
}
