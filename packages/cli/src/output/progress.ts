/** How often the line is written anew, in milliseconds. */
const everyMs = 200;

const clearLine = '\r\u001b[2K';

interface ProgressOptions {
  /** What is counted, `lines` say. */
  readonly what: string;
  /** As the user has it: by `--no-progress` or `--quiet` there is none. */
  readonly wanted: boolean;
}

/**
 * One line on a terminal's standard error that says how many are done. There is none where results go to the same
 * terminal: they show it, and would be mixed up with it.
 */
export class Progress implements Disposable {
  readonly #stream: NodeJS.WriteStream | undefined;
  readonly #what: string;
  readonly #startMs = performance.now();
  #writtenMs = 0;
  #done = 0;

  /** @param resultsAreSeen Whether results go to standard output, and not into a file. */
  constructor({ what, wanted }: ProgressOptions, resultsAreSeen: boolean) {
    this.#what = what;
    const mixed = resultsAreSeen && process.stdout.isTTY;
    this.#stream = wanted && process.stderr.isTTY && !mixed ? process.stderr : undefined;
  }

  add(count: number): void {
    this.#done += count;
    if (this.#stream === undefined) return;
    const now = performance.now();
    if (now - this.#writtenMs < everyMs) return;
    this.#writtenMs = now;
    const rate = Math.round((1_000 * this.#done) / Math.max(1, now - this.#startMs));
    this.#stream.write(`${clearLine}${number(this.#done)} ${this.#what} done, ${number(rate)} a second`);
  }

  /** Takes the line away, so that something else can be said. */
  clear(): void {
    if (this.#writtenMs > 0) this.#stream?.write(clearLine);
  }

  [Symbol.dispose](): void {
    this.clear();
  }
}

const number = (value: number): string => value.toLocaleString('en');
