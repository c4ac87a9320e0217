import { setTimeout as pause } from 'node:timers/promises';
import type { GeneratorOptions } from './generator.ts';

/** After a wish to end, answers that are nearly there are still taken. */
const lastMomentMs = 500;

/** Sends requests and keeps count of those that are open. */
export class Sender {
  readonly #options: GeneratorOptions;
  readonly #began = performance.now();
  /** When each open request was meant to be sent. */
  readonly #open = new Map<number, number>();
  readonly #idle = new EventTarget();
  #fault: Error | undefined;
  #sent = 0;

  constructor(options: GeneratorOptions) {
    this.#options = options;
  }

  get sent(): number {
    return this.#sent;
  }

  get open(): number {
    return this.#open.size;
  }

  /** Milliseconds since the beginning. */
  now(): number {
    return performance.now() - this.#began;
  }

  /** Sends the next request; resolves when it has ended. */
  async send(intended = this.now()): Promise<void> {
    const { target, requests, recording } = this.#options;
    const index = this.#sent++;
    const request = requests(index);
    const sent = this.now();
    recording.sent(intended, sent);
    this.#open.set(index, intended);
    try {
      const answer = await target.ask(request);
      if (this.#open.has(index))
        recording.ended({ intended, sent, done: answer.arrived - this.#began, answer, expected: request.expected });
    } catch (error) {
      this.#fault ??= error instanceof Error ? error : new Error(String(error));
    } finally {
      this.#open.delete(index);
      if (this.#open.size === 0) this.#idle.dispatchEvent(new Event('idle'));
    }
  }

  /** @throws what a target threw, which is a fault and no answer. */
  throwIfFaulty(): void {
    if (this.#fault !== undefined) throw this.#fault;
  }

  /** Waits for what is open, not for ever; the rest is counted as abandoned. */
  async drain(): Promise<void> {
    const { drainMs, signal, recording } = this.#options;
    if (this.#open.size > 0) {
      const idle = new Promise((resolve) => this.#idle.addEventListener('idle', resolve, { once: true }));
      const over = new AbortController();
      const patience = pause(drainMs, undefined, { signal: AbortSignal.any([over.signal, signal]) }).catch(() =>
        pause(lastMomentMs, undefined, { signal: over.signal }).catch(() => {}),
      );
      await Promise.race([idle, patience]);
      over.abort();
    }
    const now = this.now();
    for (const intended of this.#open.values()) recording.abandoned(intended, now);
    this.#open.clear();
    this.throwIfFaulty();
  }
}
