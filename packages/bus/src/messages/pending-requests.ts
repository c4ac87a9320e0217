import type { Message, Messages, RequestOptions } from '../messages.ts';
import { NoResponders, RequestTimeout } from './errors.ts';

interface OpenRequest {
  readonly subject: string;
  resolve(answer: Message): void;
  reject(reason: unknown): void;
}

/** The open requests of one connection; their answers share one inbox, each under a token of its own. */
export class PendingRequests {
  readonly #inbox: string;
  readonly #messages: Pick<Messages, 'publish' | 'subscribe'>;
  readonly #open = new Map<string, OpenRequest>();
  #count = 0;

  constructor(inbox: string, messages: Pick<Messages, 'publish' | 'subscribe'>) {
    this.#inbox = inbox;
    this.#messages = messages;
  }

  request(subject: string, text: string, options: RequestOptions): Promise<Message> {
    const { promise, resolve, reject } = Promise.withResolvers<Message>();
    const reply = this.#nextReply();
    this.#open.set(reply, { subject, resolve, reject });
    const unwatch = watch(subject, options, reject);
    try {
      options.signal?.throwIfAborted();
      this.#messages.publish(subject, text, { reply, ...withHeaders(options) });
    } catch (error) {
      reject(error);
    }
    return promise.finally(() => {
      unwatch();
      this.#open.delete(reply);
    });
  }

  /** Fails all open requests, or those on one subject. */
  fail(reason: Error, subject?: string): void {
    for (const open of this.#open.values()) if (subject === undefined || open.subject === subject) open.reject(reason);
  }

  #nextReply(): string {
    if (this.#count === 0) this.#messages.subscribe(`${this.#inbox}.*`, (message) => this.#receive(message));
    return `${this.#inbox}.${++this.#count}`;
  }

  #receive(message: Message): void {
    const open = this.#open.get(message.subject);
    if (message.noResponders) open?.reject(new NoResponders(open.subject));
    else open?.resolve(message);
  }
}

const withHeaders = ({ headers }: RequestOptions) => (headers === undefined ? {} : { headers });

/** Ends the wait by time or by signal; gives what stops watching. */
function watch(subject: string, { timeoutMs, signal }: RequestOptions, reject: (reason: unknown) => void): () => void {
  const timer = setTimeout(() => reject(new RequestTimeout(subject, timeoutMs)), timeoutMs);
  const abort = (): void => reject(signal?.reason);
  signal?.addEventListener('abort', abort);
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  };
}
