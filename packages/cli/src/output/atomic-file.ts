import { rmSync } from 'node:fs';
import { type FileHandle, open, realpath, rename, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemReason, unusable } from '../end/failure.ts';
import type { Sink } from './sink.ts';

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Writes a file next to the one that is wanted and renames it when all is written,
 * so that a reader sees the old file or the whole new one.
 */
export async function openAtomicFile(path: string): Promise<Sink> {
  const target = await realpath(path).catch(() => path);
  const known = await stat(target).catch(() => undefined);
  if (known?.isDirectory()) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  const file = await open(temporary, 'wx', known?.mode ?? 0o666);
  return atomicFile(file, { target, temporary });
}

function atomicFile(file: FileHandle, { target, temporary }: { target: string; temporary: string }): Sink {
  const interrupted = (signal: NodeJS.Signals): void => {
    rmSync(temporary, { force: true });
    release();
    process.kill(process.pid, signal);
  };
  const release = (): void => {
    for (const signal of endings) process.off(signal, interrupted);
  };
  for (const signal of endings) process.on(signal, interrupted);
  const discard = async (): Promise<void> => {
    release();
    await file.close().catch(() => {});
    rmSync(temporary, { force: true });
  };
  return {
    write: (text) => orSayWhy(target, () => file.appendFile(text)),
    commit: () =>
      orSayWhy(target, async () => {
        await file.sync();
        await file.close();
        await rename(temporary, target);
        release();
      }),
    discard,
  };
}

async function orSayWhy(target: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (cause) {
    throw unusable(`cannot write ${target}: ${systemReason(cause)}`, { cause });
  }
}
