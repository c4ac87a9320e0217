/** The message ids of a window of time, and the sequences of their entries. */
export class SeenIds {
  windowMs: number;
  readonly #sequences = new Map<string, number>();
  /** In the order of time. */
  #queue: { readonly id: string; readonly at: number }[] = [];
  #head = 0;

  constructor(windowMs: number) {
    this.windowMs = windowMs;
  }

  sequenceOf(id: string): number | undefined {
    this.#forget();
    return this.#sequences.get(id);
  }

  add(id: string, sequence: number): void {
    this.#sequences.set(id, sequence);
    this.#queue.push({ id, at: Date.now() });
  }

  #forget(): void {
    const oldest = Date.now() - this.windowMs;
    for (let seen = this.#queue[this.#head]; seen !== undefined && seen.at <= oldest; ) {
      this.#sequences.delete(seen.id);
      seen = this.#queue[++this.#head];
    }
    if (this.#head * 2 <= this.#queue.length) return;
    this.#queue = this.#queue.slice(this.#head);
    this.#head = 0;
  }
}
