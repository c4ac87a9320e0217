/** The time that the jobs of one work message have. */
export class Expiry {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #ended: Promise<never>;

  constructor(timeoutMs: number, reason: () => Error) {
    const { promise, reject } = Promise.withResolvers<never>();
    this.signal.addEventListener('abort', () => reject(this.signal.reason));
    this.#ended = promise;
    this.#timer = setTimeout(() => this.end(reason()), timeoutMs);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The result of work, or the reason for which the time ended before, also for work that heeds no signal. */
  race<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#ended]);
  }

  end(reason: Error): void {
    this.clear();
    this.#controller.abort(reason);
  }

  /** Forgets the time: all is answered. */
  clear(): void {
    clearTimeout(this.#timer);
  }
}
