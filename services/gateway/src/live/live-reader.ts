import type { EventSight } from '@specline/client';

/** What one reader of `/v1/live` is told at once. */
export interface LiveBatch {
  readonly events: readonly EventSight[];
  /** Encoded lists of what was told as it happened: made once for all readers. */
  readonly told: readonly string[];
  /** How many of those this reader was too slow for. */
  readonly lost: number;
}

/** Recorded events that wait for a reader; more stay in the journal. */
const mostEvents = 1_000;
/** Lists that wait for a reader; the oldest goes, for they are not recorded anywhere. */
const mostTold = 20;

/** Gathers for one reader, in bounded memory, what comes between two of its frames. */
export class LiveReader {
  #events: EventSight[] = [];
  #told: string[] = [];
  #lost = 0;
  #something = Promise.withResolvers<void>();
  #room = Promise.withResolvers<void>();

  /** Resolves when there is room for the next. */
  async event(sight: EventSight): Promise<void> {
    this.#events.push(sight);
    if (this.#events.length < mostEvents) return;
    this.#something.resolve();
    await this.#room.promise;
  }

  tell(encoded: string): void {
    this.#told.push(encoded);
    if (this.#told.length <= mostTold) return;
    this.#told.shift();
    this.#lost += 1;
  }

  /** It is time for a frame, where there is anything: parts are in it with, or before, the end that they led to. */
  tick(): void {
    if (this.#events.length + this.#told.length > 0) this.#something.resolve();
  }

  /** Resolves when there is something to take and it is time, when no more can be held, or when it is woken. */
  get something(): Promise<void> {
    return this.#something.promise;
  }

  /** Nothing more will come. */
  wake(): void {
    this.#something.resolve();
    this.#room.resolve();
  }

  take(): LiveBatch {
    const batch = { events: this.#events, told: this.#told, lost: this.#lost };
    this.#events = [];
    this.#told = [];
    this.#lost = 0;
    this.#something = Promise.withResolvers();
    this.#room.resolve();
    this.#room = Promise.withResolvers();
    return batch;
  }
}
