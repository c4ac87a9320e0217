import { batchLimits } from '@specline/contracts';

/**
 * How long partials that are ready wait for the slower ones of their batch, in milliseconds.
 * Only a batch that is answered in parts ever waits.
 */
const graceMs = 3;

/** Collects the answers to the jobs of one work message, and sends them together unless some are slow. */
export class Answers {
  #open: number;
  #ready: string[] = [];
  #grace: NodeJS.Timeout | undefined;
  readonly #send: (message: string) => void;

  /** @param jobs how many answers there will be. */
  constructor(jobs: number, send: (message: string) => void) {
    this.#open = jobs;
    this.#send = send;
  }

  /** Takes one partial as JSON. */
  add(partial: string): void {
    this.#ready.push(partial);
    this.#open--;
    if (this.#open === 0) this.#sendReady();
    else this.#grace ??= setTimeout(() => this.#sendReady(), graceMs);
  }

  #sendReady(): void {
    clearTimeout(this.#grace);
    this.#grace = undefined;
    const ready = this.#ready;
    this.#ready = [];
    for (const message of partialsMessages(ready)) this.#send(message);
  }
}

/** Puts partials into as few messages as the limit of a batch allows; a larger one travels alone. */
function partialsMessages(partials: readonly string[]): string[] {
  const messages: string[][] = [];
  let room = 0;
  for (const partial of partials) {
    const bytes = Buffer.byteLength(partial) + 1;
    if (bytes > room) {
      messages.push([]);
      room = batchLimits.bytes - partialsFrame('').length;
    }
    messages.at(-1)?.push(partial);
    room -= bytes;
  }
  return messages.map((message) => partialsFrame(message.join()));
}

/** A message of partials around their JSON. */
export const partialsFrame = (partials: string): string => `{"partials":[${partials}]}`;
