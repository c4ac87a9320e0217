import type { Log } from '../log/log.ts';
import type { Message } from '../messages.ts';

type Handler = (message: Message) => void;

/** The receiving end of a subscription: what its handler throws is logged and ends nothing. */
export class Receiver {
  readonly subject: string;
  readonly queue: string | undefined;
  received = 0;
  failed = 0;
  readonly #handler: Handler;
  readonly #log: Log;

  constructor(handler: Handler, { subject, queue, log }: { subject: string; queue: string | undefined; log: Log }) {
    this.subject = subject;
    this.queue = queue;
    this.#handler = handler;
    this.#log = log;
  }

  receive(message: Message): void {
    this.received++;
    try {
      this.#handler(message);
    } catch (error) {
      this.failed++;
      this.#log.failure('handler failed', error, { subject: this.subject });
    }
  }
}
