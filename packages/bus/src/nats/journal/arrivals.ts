/** What arrives by callbacks, to be awaited one by one; what is put in is bounded by what was asked for. */
export class Arrivals<T> {
  readonly #waiting: T[] = [];
  #wake: (() => void) | undefined;

  push(arrival: T): void {
    this.#waiting.push(arrival);
    this.#wake?.();
  }

  get empty(): boolean {
    return this.#waiting.length === 0;
  }

  async next(): Promise<T> {
    for (;;) {
      const arrival = this.#waiting.shift();
      if (arrival !== undefined) return arrival;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
