import { knownFailure } from '@specline/bus';
import { InvalidRequest } from '@specline/contracts';
import { CommanderError } from 'commander';
import { report } from '../output/report.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts';
import { Failure, ReaderGone } from './failure.ts';

/** Ends a command that threw: says why, in words a user can act on, and gives the exit code. */
export function endOf(error: unknown, options: { json: boolean }): ExitCode {
  // Commander has already written its message, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.unusable;
  if (error instanceof ReaderGone) return exitCodes.done;
  if (error instanceof InvalidRequest) return told(error, exitCodes.unusable, options);
  if (error instanceof Failure) return told(error, error.exitCode, options);
  const known = knownFailure(error);
  if (known !== undefined) {
    const errors = [{ code: known.code, kind: 'request', message: known.words.message }] as const;
    return told({ errors }, exitCodeOf(errors), options);
  }
  process.stderr.write(`specline: an unexpected failure: ${error instanceof Error ? error.message : String(error)}\n`);
  process.stderr.write('This is a fault of specline. Please report it with the command that you ran.\n');
  return exitCodes.internal;
}

function told({ errors }: Pick<Failure, 'errors'>, exitCode: ExitCode, options: { json: boolean }): ExitCode {
  report({ errors, warnings: [] }, options);
  return exitCode;
}
