import type { OutcomeError } from '@specline/contracts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** An end of a command that its user can do something about. Its errors are shown, never its stack. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly exitCode: ExitCode;
  readonly errors: readonly OutcomeError[];

  constructor(exitCode: ExitCode, errors: readonly OutcomeError[], options?: ErrorOptions) {
    super(errors.map(({ message }) => message).join('; '), options);
    this.exitCode = exitCode;
    this.errors = errors;
  }
}

/** Something in the input, the output or the command line that cannot be used. */
export const unusable = (message: string, options?: ErrorOptions): Failure =>
  new Failure(exitCodes.unusable, [{ code: 'invalid-request', kind: 'request', message }], options);

/** Whoever read our standard output has gone, as `head` does: nothing is left to do, and nothing is wrong. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

const words: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
  ENOENT: 'no such file or folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is no folder',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
};

/** Why the operating system refused, in words. */
export function systemReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  return words[code] ?? error.message;
}
