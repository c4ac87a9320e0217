import type { DeadLetters } from '@specline/client';
import { encode, knownFailure } from '@specline/contracts';
import { type ExitCode, exitCodeOf, exitCodes } from '../end/exit-codes.ts';
import { printable } from '../output/printable.ts';
import { report } from '../output/report.ts';

/** Retries one dead letter and says so. */
export async function retryOne(sequence: number, dead: DeadLetters, json: boolean): Promise<ExitCode> {
  const { id, submitSequence } = await dead.retry(sequence);
  const readable = `dead letter ${sequence}: ${printable(id)} is submitted again, as ${submitSequence}`;
  process.stdout.write(`${json ? encode({ sequence, id, submitSequence }) : readable}\n`);
  return exitCodes.done;
}

/** Retries all that are there now. What cannot be retried is told and left; the first such decides the exit code. */
export async function retryAll(dead: DeadLetters, json: boolean): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  for await (const { sequence } of dead.list()) {
    const code = await retryOne(sequence, dead, json).catch((error: unknown) => left(sequence, error, json));
    if (exitCode === exitCodes.done) exitCode = code;
  }
  return exitCode;
}

function left(sequence: number, error: unknown, json: boolean): ExitCode {
  const known = knownFailure(error);
  if (known === undefined) throw error;
  const message = `dead letter ${sequence}: ${known.words.message}`;
  const errors = [{ code: known.code, kind: 'request', message }] as const;
  if (json) report({ errors, warnings: [] }, { json });
  else process.stderr.write(`error: ${printable(message)}\n`);
  return exitCodeOf(errors);
}
