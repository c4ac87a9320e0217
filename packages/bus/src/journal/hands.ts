interface Allowance {
  readonly most: number;
  open: number;
}

/** How many deliveries one taker has in its hands, and how many more it may have. */
export class Hands {
  readonly #maximumOpen: number;
  #open = 0;
  #paused = false;
  #allowance: Allowance = { most: Number.POSITIVE_INFINITY, open: 0 };

  constructor(maximumOpen: number) {
    this.#maximumOpen = maximumOpen;
  }

  get room(): number {
    if (this.#paused) return 0;
    return Math.min(this.#maximumOpen - this.#open, this.#allowance.most - this.#allowance.open);
  }

  /** Takes one; gives what lets it go, once. */
  take(): () => void {
    const allowance = this.#allowance;
    this.#open++;
    allowance.open++;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#open--;
      allowance.open--;
    };
  }

  pause(): void {
    this.#paused = true;
  }

  /** What is in hand from before does not count against `most`, only against the maximum. */
  resume(most = Number.POSITIVE_INFINITY): void {
    this.#paused = false;
    this.#allowance = { most, open: 0 };
  }
}
