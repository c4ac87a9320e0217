import { errorTable, type OutcomeError } from '@specline/contracts';

/** How every command ends. The numbers are stable, for scripts. */
export const exitCodes = {
  /** Done; a `--jsonl` run also where single lines have errors. */
  done: 0,
  /** The container was refused, with the errors that the reference gives. */
  refused: 1,
  /** The input, the output or the command line cannot be used. */
  unusable: 2,
  /** The system could not answer now; the same command may work later. */
  unavailable: 3,
  /** A fault of ours, as `EX_SOFTWARE` of sysexits.h. */
  internal: 70,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The exit code that goes with the errors of one composition; the first one decides. */
export function exitCodeOf([first]: readonly OutcomeError[]): ExitCode {
  if (first === undefined) return exitCodes.done;
  if (first.code === 'invalid-request') return exitCodes.unusable;
  return errorTable[first.code].retryable ? exitCodes.unavailable : exitCodes.refused;
}
