import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { connect, type JetStreamClient, type NatsConnection } from 'nats';
import type { Sample } from './bundles.ts';
import { pick } from './random.ts';
import type { Submitted } from './verdict.ts';

export interface Load {
  readonly submits: number;
  /** Submits begun in a second. */
  readonly rate: number;
  /** Names this run's ids. */
  readonly name: string;
  readonly random: () => number;
  readonly samples: readonly Sample[];
}

/** One submit in a hundred is no request at all. */
const poisonShare = 0.01;

/** How long a publisher waits for the broker's acknowledgement before it publishes again, in milliseconds. */
const acknowledgeMs = 2_000;

/** A scheduler of its own: publishes each submit until the broker has acknowledged it, as its documentation demands. */
export class Publisher implements AsyncDisposable {
  readonly #connection: NatsConnection;
  readonly #jetStream: JetStreamClient;
  readonly accepted: Submitted[] = [];

  private constructor(connection: NatsConnection) {
    this.#connection = connection;
    this.#jetStream = connection.jetstream();
  }

  static async connect(url: string): Promise<Publisher> {
    const servers = url.split(',');
    return new Publisher(await connect({ servers, maxReconnectAttempts: -1, reconnectTimeWait: 100 }));
  }

  /** Publishes at a steady rate; resolves when all are acknowledged. Rejects where one is not before the signal. */
  async run({ submits, rate, name, random, samples }: Load, signal: AbortSignal): Promise<void> {
    const began = performance.now();
    const open: Promise<void>[] = [];
    for (let n = 0; n < submits && !signal.aborted; n++) {
      const early = began + (n * 1000) / rate - performance.now();
      if (early > 1) await wait(early);
      const id = `${name}-${n}`;
      open.push(random() < poisonShare ? this.#poison(id, signal) : this.#valid(id, pick(random, samples), signal));
    }
    await Promise.all(open);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#connection.close();
  }

  async #valid(id: string, sample: Sample, signal: AbortSignal): Promise<void> {
    const acceptedAt = await this.#publish(id, sample.request(id), signal);
    this.accepted.push({ id, digest: sample.digest, acceptedAt });
  }

  async #poison(id: string, signal: AbortSignal): Promise<void> {
    this.accepted.push({ id, acceptedAt: await this.#publish(id, `{"id":"${id}", this is no JSON`, signal) });
  }

  /** The time of the acknowledgement. */
  async #publish(id: string, text: string, signal: AbortSignal): Promise<number> {
    const msgID = `${id}:${createHash('sha256').update(text).digest('hex')}`;
    for (;;) {
      try {
        await this.#jetStream.publish('specline.v1.submit', text, { msgID, timeout: acknowledgeMs });
        return Date.now();
      } catch (cause) {
        if (signal.aborted) throw new Error(`submit ${id} was never acknowledged`, { cause });
        await wait(100);
      }
    }
  }
}
