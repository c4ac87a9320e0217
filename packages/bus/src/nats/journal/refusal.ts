import { shown, wording } from '@specline/contracts';
import type { ApiError } from 'nats';
import { JournalUnavailable, StreamMissing } from '../../journal/errors.ts';

/** Numbers of JetStream's errors, as the server's errors.json has them. */
export const refusals = {
  notEnabledForAccount: 10_039,
  notEnabled: 10_076,
  memoryExceeded: 10_028,
  noMessage: 10_037,
  insufficientResources: 10_023,
  noSuitablePeers: 10_005,
  resourcesExceeded: 10_002,
  sequenceNotFound: 10_043,
  storageExceeded: 10_047,
  deleteFailed: 10_057,
  nameInUse: 10_058,
  streamNotFound: 10_059,
  wrongLastSequence: 10_071,
  storeFailed: 10_077,
} as const;

const full: readonly number[] = [
  refusals.storeFailed,
  refusals.storageExceeded,
  refusals.memoryExceeded,
  refusals.insufficientResources,
  refusals.resourcesExceeded,
];

const serviceUnavailable = 503;

/** JetStream's own refusal of a call; whoever makes the call knows what it means there. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly number: number | undefined;

  constructor({ err_code, description }: ApiError) {
    super(description);
    this.number = err_code;
  }

  is(...kinds: readonly (keyof typeof refusals)[]): boolean {
    return kinds.some((kind) => refusals[kind] === this.number);
  }

  /** There is no room. */
  get full(): boolean {
    return this.number !== undefined && full.includes(this.number);
  }
}

/** What a refusal means wherever it comes from; else the refusal itself. */
export function refused(error: ApiError, stream: string): Error {
  const refusal = new Refusal(error);
  if (refusal.is('streamNotFound')) return new StreamMissing(stream, { cause: refusal });
  if (refusal.full || error.code !== serviceUnavailable) return refusal;
  return new JournalUnavailable(wording`the journal cannot answer now: ${shown(error.description)}`, {
    cause: refusal,
  });
}
