import { shown, wording } from '@specline/contracts';
import type { ApiError } from 'nats';
import { JournalUnavailable, StreamMissing } from '../../journal/errors.ts';

/** Numbers of JetStream's errors, as the server's errors.json has them. */
export const refusals = {
  consumerNotFound: 10_014,
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
  /** Where another entry with a condition is on its way, which may still fail. */
  overtaken: 10_164,
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
export class Refusal extends JournalUnavailable {
  readonly description: string;
  readonly #number: number | undefined;
  readonly #status: number;

  constructor({ code, err_code, description }: ApiError) {
    super(wording`the journal refuses: ${shown(description)}`);
    this.description = description;
    this.#number = err_code;
    this.#status = code;
  }

  is(...kinds: readonly (keyof typeof refusals)[]): boolean {
    return kinds.some((kind) => refusals[kind] === this.#number);
  }

  /** There is no room. */
  get full(): boolean {
    return this.#number !== undefined && full.includes(this.#number);
  }

  /** A server or a leader is away. */
  get passing(): boolean {
    return this.#status === serviceUnavailable && !this.full;
  }
}

/** What a refusal means wherever it comes from; else the refusal itself. */
export function refused(error: ApiError, stream: string): Error {
  const refusal = new Refusal(error);
  return refusal.is('streamNotFound') ? new StreamMissing(stream, { cause: refusal }) : refusal;
}
