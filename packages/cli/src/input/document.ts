import { unusable } from '../end/failure.ts';
import { chunksOf, maximumBytes, sourceName } from './source.ts';
import { textOf } from './text.ts';

/**
 * Reads a whole document.
 *
 * @param name a file's name, or `-` for standard input.
 * @throws Failure when it cannot be read, is empty or too large.
 */
export async function readDocument(name: string): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunksOf(name)) {
    bytes += chunk.length;
    if (bytes > maximumBytes)
      throw unusable(`${sourceName(name)} has more than ${maximumBytes} bytes, the most that is read`);
    chunks.push(chunk);
  }
  const text = textOf(Buffer.concat(chunks));
  if (text.trim() === '') throw unusable(`${sourceName(name)} is empty; give one JSON document`);
  return text;
}
