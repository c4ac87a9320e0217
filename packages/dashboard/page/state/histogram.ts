/** Durations from a tenth of a millisecond on, each bin a tenth wider than the one before: up to some 100 seconds. */
const smallest = 0.1;
const growth = 1.1;
const binCount = 146;

/** How often which durations were seen, within five per cent, in the same small memory however many there are. */
export class Histogram {
  readonly #bins = new Uint32Array(binCount);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(durationMs: number): void {
    const bin = Math.round(Math.log(Math.max(durationMs, smallest) / smallest) / Math.log(growth));
    const index = Math.min(bin, binCount - 1);
    this.#bins[index] = (this.#bins[index] ?? 0) + 1;
    this.#count += 1;
  }

  addAll(other: Histogram): void {
    for (const [index, count] of other.#bins.entries()) this.#bins[index] = (this.#bins[index] ?? 0) + count;
    this.#count += other.#count;
  }

  clear(): void {
    this.#bins.fill(0);
    this.#count = 0;
  }

  /** The duration that so large a share of all does not exceed; undefined: there is none. */
  percentile(share: number): number | undefined {
    if (this.#count === 0) return undefined;
    const wanted = Math.max(1, Math.ceil(this.#count * share));
    let seen = 0;
    const bin = this.#bins.findIndex((count) => {
      seen += count;
      return seen >= wanted;
    });
    return smallest * growth ** bin;
  }
}
