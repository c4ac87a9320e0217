import { InvalidRequest, knownFailure } from '@specline/contracts';
import { CommanderError } from 'commander';
import { printable } from '../output/printable.ts';
import { report } from '../output/report.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts';
import { Failure, ReaderGone } from './failure.ts';

interface EndOptions {
  readonly json: boolean;
}

/** Ends a command that threw: says why, in words a user can act on, and gives the exit code. */
export function endOf(error: unknown, options: EndOptions): ExitCode {
  // Commander has already written its message, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.unusable;
  if (error instanceof ReaderGone) return exitCodes.done;
  if (error instanceof InvalidRequest) {
    report({ errors: error.errors, warnings: [] }, options);
    return exitCodes.unusable;
  }
  if (error instanceof Failure) return tell(error, options);
  const known = knownFailure(error);
  if (known !== undefined) return tell(failureOf(known.code, known.words.message), options);
  process.stderr.write(`error: ${printable(error instanceof Error ? error.message : String(error))}\n`);
  process.stderr.write('This is a fault of specline. Please report it with the command that you ran.\n');
  return exitCodes.internal;
}

function failureOf(code: Failure['errors'][number]['code'], message: string): Failure {
  const errors = [{ code, kind: 'request', message }] as const;
  return new Failure(exitCodeOf(errors), errors);
}

/** In plain words: it is the command that failed here, not a composition. */
function tell({ errors, exitCode }: Failure, { json }: EndOptions): ExitCode {
  if (json) report({ errors, warnings: [] }, { json });
  else for (const { message } of errors) process.stderr.write(`error: ${printable(message)}\n`);
  return exitCode;
}
