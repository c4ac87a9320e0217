import type { Sink } from './sink.ts';

/** Characters that are gathered before they are written, so that a write is worth its price. */
const enough = 64 * 1024;

/** Gathers lines for a sink. */
export class LineWriter {
  readonly #sink: Sink;
  #lines: string[] = [];
  #length = 0;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /** @returns whether it is time to flush. */
  add(line: string): boolean {
    this.#lines.push(line);
    this.#length += line.length + 1;
    return this.#length >= enough;
  }

  async flush(): Promise<void> {
    if (this.#lines.length === 0) return;
    const text = `${this.#lines.join('\n')}\n`;
    this.#lines = [];
    this.#length = 0;
    await this.#sink.write(text);
  }
}
