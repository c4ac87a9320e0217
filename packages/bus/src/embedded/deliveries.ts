/** Runs what is pushed in order and never inside the push. Timers and I/O get their turn however much there is. */
export class Deliveries {
  #waiting: (() => void)[] = [];

  push(deliver: () => void): void {
    if (this.#waiting.push(deliver) === 1) setImmediate(() => this.#run());
  }

  /** Resolves when all that was pushed before has run. */
  passed(): Promise<void> {
    return new Promise((resolve) => this.push(resolve));
  }

  #run(): void {
    const batch = this.#waiting;
    this.#waiting = [];
    for (const deliver of batch) deliver();
  }
}
