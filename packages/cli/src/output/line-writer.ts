import type { Sink } from './sink.ts';

/** Bytes that are gathered before they are written, so that a write is worth its price. */
const enough = 64 * 1024;

const newline = 0x0a;

/** Bytes of UTF-8 that one unit of a text takes at most. */
const maximumUnit = 3;

/**
 * Gathers lines for a sink. Each is encoded on its own: joined first, one line beyond Latin-1 would make all of them
 * a text of 16-bit units, which is far slower to encode.
 */
export class LineWriter {
  readonly #sink: Sink;
  #bytes: Buffer = Buffer.allocUnsafe(4 * enough);
  #length = 0;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /** @returns whether it is time to flush. */
  add(line: string): boolean {
    this.#makeRoom(line);
    this.#length += this.#bytes.write(line, this.#length);
    this.#bytes[this.#length++] = newline;
    return this.#length >= enough;
  }

  /** No line may be added before this is done: the bytes are those that the next lines are put into. */
  async flush(): Promise<void> {
    if (this.#length === 0) return;
    const bytes = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    await this.#sink.write(bytes);
  }

  #makeRoom(line: string): void {
    if (this.#length + line.length * maximumUnit < this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(this.#length + Buffer.byteLength(line) + 1);
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
