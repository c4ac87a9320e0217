import { knownFailure } from '@specline/bus';
import type { DeadLetters } from '@specline/client';
import { type ExitCode, exitCodeOf, exitCodes } from '../end/exit-codes.ts';
import { printable } from '../output/printable.ts';

/** Retries one dead letter and says so. */
export async function retryOne(sequence: number, dead: DeadLetters): Promise<ExitCode> {
  const { id, submitSequence } = await dead.retry(sequence);
  process.stdout.write(`dead letter ${sequence}: ${printable(id)} is submitted again, as ${submitSequence}\n`);
  return exitCodes.done;
}

/** Retries all that are there now. What cannot be retried is told and left; the first such decides the exit code. */
export async function retryAll(dead: DeadLetters): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  for await (const { sequence } of dead.list()) {
    const code = await retryOne(sequence, dead).catch((error: unknown) => left(sequence, error));
    if (exitCode === exitCodes.done) exitCode = code;
  }
  return exitCode;
}

function left(sequence: number, error: unknown): ExitCode {
  const known = knownFailure(error);
  if (known === undefined) throw error;
  process.stderr.write(`error: dead letter ${sequence}: ${printable(known.words.message)}\n`);
  return exitCodeOf([{ code: known.code, kind: 'request', message: known.words.message }]);
}
