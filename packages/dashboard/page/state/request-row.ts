import type { Progress } from '@specline/contracts';
import type { TellingEvent } from './frame.ts';

/** How long a request may give no sign before it is shown as quiet, in milliseconds. */
export const quietAfterMs = 30_000;

export const rowStates = ['running', 'quiet', 'composed', 'failed'] as const;
export type RowState = (typeof rowStates)[number];

type Entries<K extends 'errors' | 'warnings'> = NonNullable<TellingEvent[K]>;

/** What a worker has answered. */
type WorkerAnswer = Pick<Progress, 'durationMs' | 'result'>;

/** What is known of one request; where its id was used again, of the last time. */
export interface RequestRow {
  readonly id: string;
  node: string;
  container: string;
  /** How often this id was asked for. */
  runs: number;
  ended: 'composed' | 'failed' | undefined;
  /** Milliseconds since 1970, by the clocks of the servers; undefined: not seen. */
  acceptedAt: number | undefined;
  endedAt: number | undefined;
  /** The last sign of it. */
  seenAt: number;
  sequence: number | undefined;
  durationMs: number | undefined;
  revision: number | undefined;
  traceparent: string | undefined;
  workers: Readonly<Record<string, WorkerAnswer>>;
  errors: Entries<'errors'>;
  warnings: Entries<'warnings'>;
  /** What a search looks in. */
  text: string;
}

export const newRow = (id: string, node: string, seenAt: number): RequestRow => ({
  id,
  node,
  container: '',
  runs: 1,
  ended: undefined,
  acceptedAt: undefined,
  endedAt: undefined,
  seenAt,
  sequence: undefined,
  durationMs: undefined,
  revision: undefined,
  traceparent: undefined,
  workers: {},
  errors: [],
  warnings: [],
  text: `${id} ${node}`.toLowerCase(),
});

/** The state of a request at a time. */
export function stateOf({ ended, seenAt }: RequestRow, now: number): RowState {
  if (ended !== undefined) return ended;
  return now - seenAt > quietAfterMs ? 'quiet' : 'running';
}

/** What is known of one worker's part. */
export interface WorkerState {
  readonly is: 'asked' | 'ok' | 'failed' | 'unknown';
  readonly code?: string;
  readonly durationMs?: number;
}

/** A worker's part: as it was told, or else as the end tells it, for parts are told only while somebody listens. */
export function workerState({ workers, errors, ended }: RequestRow, kind: string): WorkerState {
  const answer = workers[kind];
  const failure = errors.find((error) => error.kind === kind);
  const took = answer === undefined ? {} : { durationMs: answer.durationMs };
  const code = failure?.code ?? (answer?.result === 'ok' ? undefined : answer?.result);
  if (code !== undefined) return { is: 'failed', code, ...took };
  if (answer !== undefined || ended === 'composed') return { is: 'ok', ...took };
  return { is: ended === undefined ? 'asked' : 'unknown' };
}
