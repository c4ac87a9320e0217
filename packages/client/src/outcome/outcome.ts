import type { Outcome } from '@specline/contracts';
import { orAborted, within } from '../bound.ts';
import { telling } from '../errors.ts';
import { persistently } from '../persistently.ts';
import { type Asked, idOf, look, type Records } from './look.ts';
import type { Notices } from './notices.ts';
import { beganAt } from './submitted.ts';

export interface OutcomeOptions {
  /** Whether to wait for it while there is none. */
  readonly wait?: boolean;
  /** Errors and warnings keep the form that anyone may see: for a caller who shows them to others. Absent: no. */
  readonly publicForms?: boolean;
  /** In milliseconds; absent: 60,000 to wait, 10,000 to look. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

interface Source extends Records {
  readonly notices: Notices;
  readonly closing: AbortSignal;
}

const lookTimeoutMs = 10_000;
const waitTimeoutMs = 60_000;

/** The outcome that is recorded now, if there is one. */
export async function lookUp(asked: Asked, source: Source, options: OutcomeOptions): Promise<Outcome | undefined> {
  const { timeoutMs = lookTimeoutMs, signal } = options;
  return within({ timeoutMs, signal, closing: source.closing }, (ending) =>
    telling(() => look(asked, { ...source, ...options }, ending)),
  );
}

/** The outcome, once there is one; goes on by itself when the journal was away. */
export async function waitFor(asked: Asked, source: Source, options: OutcomeOptions): Promise<Outcome> {
  const { timeoutMs = waitTimeoutMs, signal } = options;
  return within({ timeoutMs, signal, closing: source.closing }, async (ending) => {
    const seen = () => persistently(() => look(asked, { ...source, ...options }, ending), ending);
    // To begin to listen costs more than to look.
    const early = source.notices.areLive ? undefined : await seen();
    return early ?? whenRecorded(asked, { ...source, seen, signal: ending });
  });
}

interface Waiting extends Source {
  readonly seen: () => Promise<Outcome | undefined>;
  readonly signal: AbortSignal;
}

/**
 * How long an outcome that will be heard of is waited for before it is looked for all the same, in milliseconds: a submit
 * of what was submitted long ago has an outcome that is not recorded again.
 */
const firstLookMs = 1_000;

/** Looks whenever something was recorded of the id: an outcome, or a dead letter. */
async function whenRecorded(asked: Asked, { notices, subjects, seen, signal }: Waiting): Promise<Outcome> {
  const id = idOf(asked);
  let recorded = Promise.withResolvers<void>();
  const subjectsOfId = [subjects.outcome(id), subjects.dead(id)];
  const leave = await persistently(() => notices.listen(subjectsOfId, () => recorded.resolve(), signal), signal);
  let looks = !notices.hearsAllSince(beganAt(asked) ?? Number.NEGATIVE_INFINITY);
  try {
    for (;;) {
      const next = Promise.withResolvers<void>();
      recorded = next;
      const outcome = looks || notices.heard(subjectsOfId) ? await seen() : undefined;
      if (outcome !== undefined) return outcome;
      const timer = looks ? undefined : setTimeout(next.resolve, firstLookMs);
      await orAborted(next.promise, signal).finally(() => clearTimeout(timer));
      looks = true;
    }
  } finally {
    leave();
  }
}
