import type { Journal, Log, StreamKeeping, Taking } from '@specline/bus';
import { errorTable, knownFailure, type StreamDefinition, type StreamKey } from '@specline/contracts';
import { Intake } from './intake.ts';
import type { SubmitDesk } from './submit-desk.ts';

export interface IntakeOptions {
  readonly journal: Journal;
  readonly streams: Readonly<Record<StreamKey, StreamDefinition>>;
  readonly keeping: StreamKeeping;
  readonly log: Log;
  /** Submits in hand at one time. */
  readonly maximumOpenSubmits: number;
  /** How long a submit may be in hand without a sign of life before another aggregator gets it, in milliseconds. */
  readonly acknowledgeWithinMs: number;
}

/** Between two attempts to reach a journal that is away at start, in milliseconds. */
const reopenAfterMs = 1_000;

/** Hands the submits of the journal to a desk, from when the journal is there until the stop. */
export class SubmitRun {
  readonly #desk: SubmitDesk;
  readonly #options: IntakeOptions;
  #taken: { readonly taking: Taking; readonly intake: Intake } | undefined;
  #reopening: NodeJS.Timeout | undefined;
  #stopped = false;
  #signsOfLife: NodeJS.Timeout | undefined;

  constructor(desk: SubmitDesk, options: IntakeOptions) {
    this.#desk = desk;
    this.#options = options;
  }

  /**
   * Prepares the streams and begins to take. A journal that is away is waited for in the background, for creates need
   * none.
   *
   * @throws StreamConflict where a stream is not ours or kept in a way that cannot be changed.
   */
  async start(): Promise<void> {
    try {
      await this.#take();
    } catch (error) {
      const known = knownFailure(error);
      if (known === undefined || !errorTable[known.code].retryable) throw error;
      this.#options.log.failure('submits wait for the journal', error);
      if (!this.#stopped) this.#reopening = setTimeout(() => void this.#startLater(), reopenAfterMs);
    }
  }

  /** Whether submits are taken: not before the journal is there, nor while attempts come to nothing. */
  get isTaking(): boolean {
    return !this.#stopped && this.#taken?.intake.isOpen === true;
  }

  /** Submits in hand. */
  get size(): number {
    return this.#desk.size;
  }

  /** Takes no more submits; what is in hand goes on. */
  async stopTaking(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#reopening);
    this.#taken?.intake.stop();
    await this.#taken?.taking.stop();
  }

  /** Resolves when nothing is in hand. */
  async clear(): Promise<void> {
    await this.#desk.clear();
    clearInterval(this.#signsOfLife);
  }

  async #startLater(): Promise<void> {
    await this.start().catch((error: unknown) => this.#options.log.failure('submits cannot be taken', error));
  }

  async #take(): Promise<void> {
    const { journal, streams, keeping, log, maximumOpenSubmits: maximumOpen, acknowledgeWithinMs } = this.#options;
    await journal.prepare(Object.values(streams), keeping);
    const options = { maximumOpen, acknowledgeWithinMs };
    const taking = await journal.take(streams.submit, options, (delivery) => this.#desk.take(delivery));
    const intake = new Intake(taking, log);
    this.#desk.tell(intake);
    this.#taken = { taking, intake };
    this.#signsOfLife = setInterval(() => this.#desk.extendAll(), acknowledgeWithinMs / 3);
    log.note('submits are taken', { subject: streams.submit.subject });
    if (this.#stopped) await this.stopTaking();
  }
}
