import type { Delivery, JournalEntry } from '../journal.ts';
import type { Headers } from '../messages/headers.ts';

/** What a taker says becomes of a delivery. */
export type Verdict = 'acknowledge' | 'terminate' | { readonly retryAfterMs: number };

interface DeliveryOptions {
  readonly deliveryCount: number;
  readonly acknowledgeWithinMs: number;
  /** A verdict, told once. `lapsed`: the entry may be in other hands already. */
  onVerdict(verdict: Verdict, lapsed: boolean): void;
  onExtended(): void;
  /** The time to acknowledge has passed without a verdict. */
  onLapsed(): void;
}

/** A delivery in the hands of its taker. */
export class OpenDelivery implements Delivery {
  readonly subject: string;
  readonly text: string;
  readonly headers: Headers;
  readonly sequence: number;
  readonly recordedAt: number;
  readonly deliveryCount: number;
  readonly #options: DeliveryOptions;
  readonly #timer: NodeJS.Timeout;
  #lapsed = false;
  #told = false;

  constructor(entry: JournalEntry, options: DeliveryOptions) {
    this.subject = entry.subject;
    this.text = entry.text;
    this.headers = entry.headers;
    this.sequence = entry.sequence;
    this.recordedAt = entry.recordedAt;
    this.deliveryCount = options.deliveryCount;
    this.#options = options;
    this.#timer = setTimeout(() => this.#lapse(), options.acknowledgeWithinMs).unref();
  }

  acknowledge(): void {
    this.#tell('acknowledge');
  }

  terminate(): void {
    this.#tell('terminate');
  }

  retryAfter(milliseconds: number): void {
    this.#tell({ retryAfterMs: Math.max(0, Math.round(milliseconds)) });
  }

  extend(): void {
    if (this.#told || this.#lapsed) return;
    this.#timer.refresh();
    this.#options.onExtended();
  }

  /** Watches the time no longer. */
  forget(): void {
    clearTimeout(this.#timer);
  }

  #tell(verdict: Verdict): void {
    if (this.#told) return;
    this.#told = true;
    this.forget();
    this.#options.onVerdict(verdict, this.#lapsed);
  }

  #lapse(): void {
    this.#lapsed = true;
    this.#options.onLapsed();
  }
}
