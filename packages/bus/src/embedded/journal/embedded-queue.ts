import { OpenDelivery, type Verdict } from '../../journal/open-delivery.ts';
import type { JournalEntry } from '../../journal.ts';
import type { Deliveries } from '../deliveries.ts';
import type { EmbeddedStream } from './embedded-stream.ts';
import type { EmbeddedTaking } from './embedded-taking.ts';

/** Most that are handed out before timers and I/O get their turn. */
const mostAtOnce = 256;

/** Hands the entries of a queue to its takers, each to one, again and again until it is done. */
export class EmbeddedQueue {
  readonly #stream: EmbeddedStream;
  readonly #deliveries: Deliveries;
  readonly #takers = new Set<EmbeddedTaking>();
  readonly #counts = new Map<number, number>();
  readonly #open = new Set<OpenDelivery>();
  readonly #delays = new Set<NodeJS.Timeout>();
  /** Entries that come again, before all that were never handed out. */
  #again: number[] = [];
  /** The first sequence that was never handed out. */
  #next = 1;
  #scheduled = false;

  constructor(stream: EmbeddedStream, deliveries: Deliveries) {
    this.#stream = stream;
    this.#deliveries = deliveries;
    stream.watch(() => this.schedule());
  }

  join(taker: EmbeddedTaking): void {
    this.#takers.add(taker);
    this.schedule();
  }

  leave(taker: EmbeddedTaking): void {
    this.#takers.delete(taker);
  }

  close(): void {
    this.#takers.clear();
    for (const delivery of this.#open) delivery.forget();
    for (const delay of this.#delays) clearTimeout(delay);
  }

  /** Hands out what can be, soon. */
  schedule(): void {
    if (this.#scheduled || this.#takers.size === 0) return;
    this.#scheduled = true;
    this.#deliveries.push(() => this.#run());
  }

  #run(): void {
    this.#scheduled = false;
    for (let handed = 0; handed < mostAtOnce; handed++) {
      const taker = this.#takers.values().find(({ hands }) => hands.room > 0);
      const entry = taker && this.#nextEntry();
      if (taker === undefined || entry === undefined) return;
      // Those who have room take turns.
      this.#takers.delete(taker);
      this.#takers.add(taker);
      this.#hand(entry, taker);
    }
    this.schedule();
  }

  #nextEntry(): JournalEntry | undefined {
    for (let again = this.#again.shift(); again !== undefined; again = this.#again.shift()) {
      const entry = this.#stream.get(again);
      if (entry !== undefined) return entry;
      this.#counts.delete(again);
    }
    for (this.#next = Math.max(this.#next, this.#stream.first); this.#next <= this.#stream.last; ) {
      const entry = this.#stream.get(this.#next++);
      if (entry !== undefined) return entry;
    }
    return undefined;
  }

  #hand(entry: JournalEntry, taker: EmbeddedTaking): void {
    const { sequence } = entry;
    const deliveryCount = (this.#counts.get(sequence) ?? 0) + 1;
    this.#counts.set(sequence, deliveryCount);
    const release = taker.hands.take();
    const { acknowledgeWithinMs } = taker;
    const letGo = (): void => {
      release();
      this.#open.delete(delivery);
      this.schedule();
    };
    const delivery = new OpenDelivery(entry, {
      deliveryCount,
      acknowledgeWithinMs,
      onVerdict: (verdict, lapsed) => {
        this.#settle(sequence, verdict, lapsed);
        letGo();
      },
      onExtended: () => {},
      onLapsed: () => {
        this.#comeAgain(sequence);
        letGo();
      },
    });
    this.#open.add(delivery);
    void taker.receive(delivery);
  }

  #settle(sequence: number, verdict: Verdict, lapsed: boolean): void {
    if (typeof verdict === 'string') {
      this.#stream.remove(sequence);
      this.#counts.delete(sequence);
    } else if (!lapsed) {
      this.#delay(sequence, verdict.retryAfterMs);
    }
  }

  #delay(sequence: number, milliseconds: number): void {
    const timer = setTimeout(() => {
      this.#delays.delete(timer);
      this.#comeAgain(sequence);
    }, milliseconds).unref();
    this.#delays.add(timer);
  }

  #comeAgain(sequence: number): void {
    this.#again.push(sequence);
    this.schedule();
  }
}
