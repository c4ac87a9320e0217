import { z } from 'zod';
import type { StreamKeeping } from '../journal.ts';
import { duration, size } from './quantities.ts';

/** As texts, so that a fault can quote one that the operator has not written. */
export const streamDefaults = {
  SPECLINE_DUPLICATE_WINDOW: '2m',
  SPECLINE_SUBMIT_AGE: '7d',
  SPECLINE_EVENT_AGE: '7d',
  SPECLINE_OUTCOME_AGE: '14d',
  SPECLINE_DEAD_AGE: '30d',
  SPECLINE_SUBMIT_BYTES: '1GiB',
  SPECLINE_OUTCOME_BYTES: '2GiB',
  SPECLINE_EVENT_BYTES: '1GiB',
  SPECLINE_DEAD_BYTES: '256MiB',
} as const;

const age = duration('1s', '3650d');
const room = size('64KiB', '1024TiB');
const replicas = ['1', '3', '5'] as const;
const storages = ['file', 'memory'] as const;

/** How the operator has the streams kept. */
export const streamVariables = {
  SPECLINE_STREAM_STORAGE: z.enum(storages, { error: `write one of: ${storages.join(', ')}` }).default('file'),
  SPECLINE_STREAM_REPLICAS: z
    .enum(replicas, { error: `write one of: ${replicas.join(', ')}` })
    .default('1')
    .transform(Number),
  SPECLINE_DUPLICATE_WINDOW: duration('100ms', '3650d'),
  SPECLINE_SUBMIT_AGE: age,
  SPECLINE_EVENT_AGE: age,
  SPECLINE_OUTCOME_AGE: age,
  SPECLINE_DEAD_AGE: age,
  SPECLINE_SUBMIT_BYTES: room,
  SPECLINE_OUTCOME_BYTES: room,
  SPECLINE_EVENT_BYTES: room,
  SPECLINE_DEAD_BYTES: room,
};

type StreamVariables = { readonly [K in keyof typeof streamVariables]: z.output<(typeof streamVariables)[K]> };

/** What the variables say, as the journal wants it. */
export const streamKeeping = (variables: StreamVariables): StreamKeeping => ({
  storage: variables.SPECLINE_STREAM_STORAGE,
  replicas: variables.SPECLINE_STREAM_REPLICAS,
  duplicateWindowMs: variables.SPECLINE_DUPLICATE_WINDOW,
  limits: {
    submit: { maximumAgeMs: variables.SPECLINE_SUBMIT_AGE, maximumBytes: variables.SPECLINE_SUBMIT_BYTES },
    outcomes: { maximumAgeMs: variables.SPECLINE_OUTCOME_AGE, maximumBytes: variables.SPECLINE_OUTCOME_BYTES },
    events: { maximumAgeMs: variables.SPECLINE_EVENT_AGE, maximumBytes: variables.SPECLINE_EVENT_BYTES },
    dead: { maximumAgeMs: variables.SPECLINE_DEAD_AGE, maximumBytes: variables.SPECLINE_DEAD_BYTES },
  },
});
