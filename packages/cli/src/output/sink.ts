import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { ReaderGone, systemReason, unusable } from '../end/failure.ts';
import { openAtomicFile } from './atomic-file.ts';

/** Where results go. Waiting for each write is what keeps memory bounded. */
export interface Sink {
  write(text: string | Uint8Array): Promise<void>;
  /** All is written: a file becomes visible. */
  commit(): Promise<void>;
  /** Something failed: nothing of a file is left behind. */
  discard(): Promise<void>;
}

/** Writes to standard output, or to a file that appears whole or not at all. */
export async function withSink<T>(file: string | undefined, write: (sink: Sink) => Promise<T>): Promise<T> {
  const sink = await openSink(file);
  try {
    const result = await write(sink);
    await sink.commit();
    return result;
  } catch (error) {
    await sink.discard();
    throw error;
  }
}

async function openSink(file: string | undefined): Promise<Sink> {
  if (file === undefined) return streamSink(process.stdout);
  try {
    // A device or a pipe is written to; to replace it by a file would break it.
    return (await isDevice(file)) ? streamSink(createWriteStream(file)) : await openAtomicFile(file);
  } catch (cause) {
    throw unusable(`cannot write ${file}: ${systemReason(cause)}`, { cause });
  }
}

async function isDevice(file: string): Promise<boolean> {
  const known = await stat(file).catch(() => undefined);
  return known !== undefined && !known.isFile() && !known.isDirectory();
}

const gone = new Set(['EPIPE', 'ERR_STREAM_DESTROYED', 'ECONNRESET']);

function streamSink(stream: Writable): Sink {
  stream.on('error', () => {}); // each write is told of it
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => (error ? reject(writeError(error)) : resolve()));
      }),
    commit: async () => {},
    discard: async () => {},
  };
}

function writeError(cause: NodeJS.ErrnoException): Error {
  if (gone.has(cause.code ?? '')) return new ReaderGone('the reader has gone', { cause });
  return unusable(`cannot write the output: ${systemReason(cause)}`, { cause });
}
