import type { Journal, JournalEntry } from '@specline/bus';
import {
  journalHeaders,
  type Outcome,
  type StreamDefinition,
  type Subjects,
  shown,
  submitMessageId,
  wording,
} from '@specline/contracts';
import { type DeadLetter, deadLetterOf } from '../dead/dead-letter.ts';
import { SpeclineError } from '../errors.ts';
import type { Receipt } from '../submit/submit.ts';
import { DeadLettered } from './dead-lettered.ts';
import { readOutcome, readRecorded } from './read-outcome.ts';

/** Whose outcome is asked for: an id's, whoever submitted it, or that of one's own submit. */
export type Asked = string | Receipt;

export interface Records {
  readonly journal: Journal;
  readonly subjects: Subjects;
  readonly streams: { readonly outcomes: StreamDefinition; readonly dead: StreamDefinition };
  readonly publicForms?: boolean;
}

export const idOf = (asked: Asked): string => (typeof asked === 'string' ? asked : asked.id);

/**
 * What became of a submit; undefined: nothing yet.
 *
 * @throws DeadLettered, or SpeclineError `conflict` where the id has the outcome of another request.
 */
export async function look(
  asked: Asked,
  { journal, subjects, streams, publicForms }: Records,
  signal: AbortSignal,
): Promise<Outcome | undefined> {
  const id = idOf(asked);
  const outcome = () => journal.last(streams.outcomes, subjects.outcome(id), signal);
  // Most that are looked for are there, and a replica tells of them more cheaply.
  const early = (await journal.lastOnReplica(streams.outcomes, subjects.outcome(id), signal)) ?? (await outcome());
  if (early !== undefined) return outcomeFor(asked, early, publicForms);
  const letter = await journal.last(streams.dead, subjects.dead(id), signal);
  if (letter === undefined) return undefined;
  // Where both are there, the letter is that of another submit; the outcome may have come meanwhile.
  const late = await outcome();
  if (late !== undefined) return outcomeFor(asked, late, publicForms);
  throwIfFor(asked, deadLetterOf(letter));
  return undefined;
}

function outcomeFor(asked: Asked, { headers, text }: JournalEntry, publicForms = false): Outcome {
  const digest = headers[journalHeaders.contentDigest];
  // The broker records its answers wherever they are asked to go, also for those who may not publish there.
  if (digest === undefined) throw foreign(idOf(asked));
  if (typeof asked === 'string' || digest === asked.contentDigest) {
    const outcome = publicForms ? readRecorded(text) : readOutcome(text);
    if (outcome.id !== idOf(asked)) throw foreign(idOf(asked));
    return outcome;
  }
  throw new SpeclineError(
    'conflict',
    wording`${shown(asked.id)} has the outcome of another request that had this id before; submit with a new id`,
  );
}

const foreign = (id: string): SpeclineError =>
  new SpeclineError(
    'conflict',
    wording`what is recorded for ${shown(id)} is no outcome of its own; submit with a new id and see who may publish there`,
  );

/** A letter of an earlier submit with this id says nothing of this one; a retried one has its message id and more. */
function throwIfFor(asked: Asked, letter: DeadLetter): void {
  if (typeof asked !== 'string') {
    const { id, contentDigest, sequence } = asked;
    const same = letter.submitMessageId?.startsWith(submitMessageId(id, contentDigest));
    if (!same || letter.submitSequence < sequence) return;
  }
  throw new DeadLettered(letter);
}
