import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

interface Waiter {
  readonly fits: (line: string) => boolean;
  readonly resolve: (line: string) => void;
}

/** What a process writes: whole, and as lines that can be waited for. */
export class OutputLines {
  stdout = '';
  stderr = '';
  readonly #lines: string[] = [];
  readonly #waiters = new Set<Waiter>();
  readonly #closed = Promise.withResolvers<void>();

  constructor(child: ChildProcess) {
    this.#read(child.stdout, (text) => {
      this.stdout += text;
    });
    this.#read(child.stderr, (text) => {
      this.stderr += text;
    });
    child.once('close', () => this.#closed.resolve());
  }

  async waitFor(fits: (line: string) => boolean, timeoutMs: number): Promise<string> {
    const written = this.#lines.find(fits);
    if (written !== undefined) return written;

    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const waiter = { fits, resolve };
    this.#waiters.add(waiter);
    const timer = setTimeout(() => reject(this.#notSeen(`within ${timeoutMs} ms`)), timeoutMs);
    void this.#closed.promise.then(() => reject(this.#notSeen('before the process ended')));
    return promise.finally(() => {
      clearTimeout(timer);
      this.#waiters.delete(waiter);
    });
  }

  #notSeen(when: string): Error {
    return new Error(`no such line ${when}; it wrote\n--- stdout\n${this.stdout}\n--- stderr\n${this.stderr}`);
  }

  #read(stream: Readable | null, keep: (text: string) => void): void {
    const decoder = new StringDecoder('utf8');
    let open = '';
    stream?.on('data', (chunk: Buffer) => {
      const text = decoder.write(chunk);
      keep(text);
      const lines = (open + text).split('\n');
      open = lines.pop() ?? '';
      for (const line of lines) this.#add(line);
    });
    stream?.on('end', () => {
      if (open !== '') this.#add(open);
    });
  }

  #add(line: string): void {
    this.#lines.push(line);
    for (const { fits, resolve } of this.#waiters) if (fits(line)) resolve(line);
  }
}
