import { type JournalEntry, MessageTooLarge } from '@specline/bus';
import type { StreamDefinition, StreamKey, Subjects, Summary } from '@specline/contracts';
import { cloudEvent, eventIdHeader } from '../events.ts';
import { refusedForSize } from '../refused-for-size.ts';
import { outcomeEntry, type RecordedOutcome, recordedOutcome } from './outcome-entry.ts';
import type { Recording } from './recording.ts';

export interface RecordsOptions {
  readonly journal: Recording;
  readonly streams: Readonly<Record<StreamKey, StreamDefinition>>;
  readonly subjects: Subjects;
  readonly now: () => Date;
}

/** What is kept of submits. All methods reject as the journal does; each may be called again. */
export interface Records {
  outcomeOf(id: string): Promise<RecordedOutcome | 'foreign' | undefined>;
  /** The same, cheaper, where one that was recorded a moment ago may be missed. */
  earlierOutcomeOf(id: string): Promise<RecordedOutcome | 'foreign' | undefined>;
  /** Records an outcome unless its id has one; resolves to the one that it has from now on. */
  outcome(made: RecordedOutcome): Promise<RecordedOutcome | 'foreign'>;
  /** Records an event of a submit unless it is there. */
  event(summary: Summary, traceparent: string): Promise<void>;
}

export function records({ journal, streams, subjects, now }: RecordsOptions): Records {
  const write = async (made: RecordedOutcome): Promise<RecordedOutcome | 'foreign'> => {
    const { text, headers } = outcomeEntry(made);
    const written = await journal.appendFirst(streams.outcomes, subjects.outcome(made.outcome.id), text, { headers });
    return written.first ? made : (recordedOutcome(written.entry, made.outcome.id) ?? 'foreign');
  };
  const read = (entry: JournalEntry | undefined, id: string): RecordedOutcome | 'foreign' | undefined =>
    entry && (recordedOutcome(entry, id) ?? 'foreign');
  return {
    async outcomeOf(id) {
      return read(await journal.last(streams.outcomes, subjects.outcome(id)), id);
    },
    async earlierOutcomeOf(id) {
      return read(await journal.lastOnReplica(streams.outcomes, subjects.outcome(id)), id);
    },
    async outcome(made) {
      try {
        return await write(made);
      } catch (error) {
        if (!(error instanceof MessageTooLarge)) throw error;
        return write({ ...made, outcome: refusedForSize(made.outcome, error.bytes, error.maximumBytes) });
      }
    },
    async event(summary, traceparent) {
      // A submit has one accepted event and one end, whoever tells of it.
      const about = { subjects, source: 'submit', now };
      const event = cloudEvent(summary, { occurrence: summary.id, traceparent }, about);
      const { subject, text, headers } = event;
      await journal.appendOnce(streams.events, subject, text, { headers, key: eventIdHeader });
    },
  };
}
