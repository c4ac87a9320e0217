import { defaultPrefix, type Subjects } from './subjects.ts';

/** The streams of the journal, the system of record. */
export const streamKeys = ['submit', 'outcomes', 'events', 'dead'] as const;
export type StreamKey = (typeof streamKeys)[number];

/** What one stream is for, whatever its lifetime and size. */
export interface StreamDefinition {
  readonly key: StreamKey;
  /** `SPECLINE_SUBMIT`, … */
  readonly name: string;
  readonly subject: string;
  /** A queue hands each entry to one taker until it is acknowledged; a log keeps it for its lifetime. */
  readonly keeps: 'queue' | 'log';
  /** What happens to a new entry when the stream is full: nothing that was accepted may make room. */
  readonly whenFull: 'refuse' | 'drop-oldest';
}

/** The streams below one prefix of subjects; another prefix has streams of its own. */
export function streamsBelow(prefix: string, subjects: Subjects): { readonly [K in StreamKey]: StreamDefinition } {
  const base = prefix === defaultPrefix ? 'SPECLINE' : prefix.replaceAll('.', '_');
  const name = (key: StreamKey): string => `${base}_${key.toUpperCase()}`;
  return {
    submit: { key: 'submit', name: name('submit'), subject: subjects.submit, keeps: 'queue', whenFull: 'refuse' },
    outcomes: { key: 'outcomes', name: name('outcomes'), subject: subjects.outcomes, keeps: 'log', whenFull: 'refuse' },
    events: { key: 'events', name: name('events'), subject: subjects.events, keeps: 'log', whenFull: 'drop-oldest' },
    dead: { key: 'dead', name: name('dead'), subject: subjects.allDead, keeps: 'log', whenFull: 'refuse' },
  };
}
