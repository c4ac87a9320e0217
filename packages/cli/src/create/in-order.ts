/** What is under way at the same time, at most. */
export interface Bounds {
  readonly concurrency: number;
  /** Of all inputs together; a single one may be larger. */
  readonly characters: number;
}

/** Runs work concurrently and hands each result on in the order of the inputs, as soon as that order allows. */
export class InOrder<T> {
  readonly #bounds: Bounds;
  readonly #take: (result: T) => Promise<void>;
  /** For each work that is not handed on yet, oldest first: when it will be. */
  readonly #open: Promise<void>[] = [];
  #characters = 0;

  /** @param take gets the results, one at a time. */
  constructor(bounds: Bounds, take: (result: T) => Promise<void>) {
    this.#bounds = bounds;
    this.#take = take;
  }

  /** Starts a work once there is room for it; it must not reject. Rejects where a result could not be taken. */
  async add(characters: number, work: () => Promise<T>): Promise<void> {
    while (this.#isFull(characters)) await this.#open[0];
    this.#characters += characters;
    const taken = this.#takeAfter(this.#open.at(-1), work(), characters);
    taken.catch(() => {}); // whoever adds or ends is told
    this.#open.push(taken);
  }

  /** Waits until all is handed on. */
  async end(): Promise<void> {
    await this.#open.at(-1);
  }

  async #takeAfter(before: Promise<void> | undefined, result: Promise<T>, characters: number): Promise<void> {
    await before;
    await this.#take(await result);
    void this.#open.shift();
    this.#characters -= characters;
  }

  #isFull(next: number): boolean {
    const { concurrency, characters } = this.#bounds;
    return this.#open.length >= concurrency || (this.#open.length > 0 && this.#characters + next > characters);
  }
}
