import { chunksOf, maximumBytes } from './source.ts';
import { textOf } from './text.ts';

/** A line that was not kept because it is longer than allowed. */
export class LineTooLong {
  readonly bytes: number;
  constructor(bytes: number) {
    this.bytes = bytes;
  }
}

export type Line = string | LineTooLong;

const newline = 0x0a;

/** Cuts chunks of bytes into lines; holds one unfinished line at most. */
export class LineCutter {
  readonly #maximum: number;
  #open: Buffer[] = [];
  #openBytes = 0;

  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  /** The lines that this chunk ends. */
  push(chunk: Buffer): Line[] {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      lines.push(this.#line(chunk, start, end));
      start = end + 1;
    }
    if (start < chunk.length) this.#keep(chunk.subarray(start));
    return lines;
  }

  /** The last line, where no line break ends it. */
  end(): Line[] {
    return this.#openBytes === 0 ? [] : [this.#close()];
  }

  #line(chunk: Buffer, start: number, end: number): Line {
    if (this.#openBytes === 0 && end - start <= this.#maximum) return textOf(chunk, start, end);
    this.#keep(chunk.subarray(start, end));
    return this.#close();
  }

  #keep(part: Buffer): void {
    this.#openBytes += part.length;
    if (this.#openBytes <= this.#maximum) this.#open.push(part);
    else this.#open = [];
  }

  #close(): Line {
    const line = this.#openBytes > this.#maximum ? new LineTooLong(this.#openBytes) : textOf(Buffer.concat(this.#open));
    this.#open = [];
    this.#openBytes = 0;
    return line;
  }
}

const isBlank = (line: Line): boolean => typeof line === 'string' && !/\S/.test(line);

/**
 * The lines of an input, as many at a time as have arrived, without line breaks and without blank ones.
 * A carriage return at a line's end stays: JSON takes it for white space.
 */
export async function* linesOf(name: string): AsyncGenerator<Line[]> {
  const cutter = new LineCutter(maximumBytes);
  for await (const chunk of chunksOf(name)) yield cutter.push(chunk).filter((line) => !isBlank(line));
  yield cutter.end().filter((line) => !isBlank(line));
}
