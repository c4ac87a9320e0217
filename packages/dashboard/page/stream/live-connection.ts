import type { Frame } from '../state/frame.ts';
import { backOffMs } from './back-off.ts';
import type { Gateway } from './gateway.ts';
import { isRefusal, type Problem, problemIn } from './problem.ts';
import { readMessages } from './read-messages.ts';

/** How many of the newest events a page begins with: those of some two thousand requests. */
const beginWith = 4_000;

export type ConnectionState =
  | { readonly is: 'connecting' }
  | { readonly is: 'live' }
  | { readonly is: 'waiting'; readonly problem: Problem; readonly retryAt: number }
  | { readonly is: 'refused'; readonly problem: Problem };

export interface ConnectionOptions {
  readonly gateway: Pick<Gateway, 'headers'>;
  readonly onState: (state: ConnectionState) => void;
  /** The gateway's clock, where a connection begins. */
  readonly onStart: (at: number) => void;
  readonly onFrame: (frame: Frame) => void;
}

/** Follows `/v1/live`, and goes on after the last event whenever the gateway was away. */
export class LiveConnection {
  readonly #options: ConnectionOptions;
  #lastEventId = '';
  #failures = 0;
  /** Ends an attempt, or the wait for the next. */
  #attempt = new AbortController();

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** Begins, or begins again at once: with another token, or because somebody does not want to wait. */
  connect(): void {
    this.#attempt.abort();
    this.#attempt = new AbortController();
    void this.#run(this.#attempt.signal);
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { onState } = this.#options;
    while (!signal.aborted) {
      onState({ is: 'connecting' });
      const problem = await this.#follow(signal);
      if (signal.aborted) return;
      if (isRefusal(problem)) return onState({ is: 'refused', problem });
      this.#failures += 1;
      const wait = backOffMs(this.#failures, Math.random());
      onState({ is: 'waiting', problem, retryAt: Date.now() + wait });
      await delay(wait, signal);
    }
  }

  /** One connection, to its end. */
  async #follow(signal: AbortSignal): Promise<Problem> {
    const after: Record<string, string> = this.#lastEventId === '' ? {} : { 'last-event-id': this.#lastEventId };
    const headers = { ...this.#options.gateway.headers, ...after };
    const stalled = new AbortController();
    try {
      const either = AbortSignal.any([signal, stalled.signal]);
      const response = await fetch(`/v1/live?last=${beginWith}`, { headers, signal: either, cache: 'no-store' });
      if (!response.ok || response.body === null) return problemIn(await response.text(), response.status);
      return await this.#read(response.body, stalled);
    } catch {
      const detail = stalled.signal.aborted ? 'the connection has gone silent' : 'the gateway does not answer';
      return { status: 0, code: 'unavailable', detail };
    }
  }

  async #read(body: ReadableStream<Uint8Array>, stalled: AbortController): Promise<Problem> {
    let said: Problem = { status: 0, code: 'unavailable', detail: 'the gateway has ended the connection' };
    await readMessages(body, {
      stalled,
      onMessage: ({ event, data }) => {
        if (event === 'problem') said = problemIn(data, 0);
        else this.#message(event, data);
      },
      onId: (id) => {
        this.#lastEventId = id;
      },
    });
    return { ...said, status: 0 };
  }

  #message(event: string | undefined, data: string): void {
    if (event === 'start') {
      this.#failures = 0;
      this.#options.onStart((JSON.parse(data) as { readonly at: number }).at);
      this.#options.onState({ is: 'live' });
    } else if (event === 'frame') this.#options.onFrame(JSON.parse(data) as Frame);
  }
}

const delay = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
