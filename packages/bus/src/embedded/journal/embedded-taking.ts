import { Hands } from '../../journal/hands.ts';
import type { Delivery, TakeOptions, Taking } from '../../journal.ts';
import type { EmbeddedQueue } from './embedded-queue.ts';

interface Options extends TakeOptions {
  /** Never fails. */
  readonly receive: (delivery: Delivery) => Promise<void>;
}

/** A taker of a queue in memory. */
export class EmbeddedTaking implements Taking {
  readonly hands: Hands;
  readonly acknowledgeWithinMs: number;
  readonly receive: (delivery: Delivery) => Promise<void>;
  readonly #queue: EmbeddedQueue;

  constructor(queue: EmbeddedQueue, { maximumOpen, acknowledgeWithinMs, receive }: Options) {
    this.hands = new Hands(maximumOpen);
    this.acknowledgeWithinMs = acknowledgeWithinMs;
    this.receive = receive;
    this.#queue = queue;
    queue.join(this);
  }

  pause(): void {
    this.hands.pause();
  }

  resume(most?: number): void {
    this.hands.resume(most);
    this.#queue.schedule();
  }

  async stop(): Promise<void> {
    this.#queue.leave(this);
  }
}
