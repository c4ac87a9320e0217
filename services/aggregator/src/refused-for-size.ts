import type { FailedOutcome, Outcome, OutcomeError } from '@specline/contracts';
import { failedOutcome } from './outcome.ts';
import { tooLarge } from './request-errors.ts';

/** In characters: enough to be understood, and far below what any broker takes. */
const maximumLength = 1_000;

/** What is said instead of an outcome that the broker would refuse: its first error, where it has one, and why. */
export function refusedForSize(outcome: Outcome, bytes: number, maximumBytes: number): FailedOutcome {
  const errors = [...firstError(outcome), tooLarge('the outcome', bytes, maximumBytes)];
  return failedOutcome(outcome, errors, outcome.timings);
}

/** The error that the reference would have met first, which the others must not hide by their number or length. */
function firstError(outcome: Outcome): OutcomeError[] {
  const [first] = outcome.status === 'failed' ? outcome.errors : [];
  if (first === undefined) return [];
  const entries = Object.entries(first).map(([name, text = '']) => [name, shortened(text)]);
  return [Object.fromEntries(entries) as OutcomeError];
}

const shortened = (text: string): string =>
  text.length > maximumLength ? `${text.slice(0, maximumLength).toWellFormed()}...` : text;
