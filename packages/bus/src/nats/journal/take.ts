import { setImmediate as turn } from 'node:timers/promises';
import type { StreamDefinition } from '@specline/contracts';
import { StreamMissing } from '../../journal/errors.ts';
import { Hands } from '../../journal/hands.ts';
import { OpenDelivery, type Verdict } from '../../journal/open-delivery.ts';
import type { Delivery, TakeOptions, Taking } from '../../journal.ts';
import type { Log } from '../../log/log.ts';
import { backOff } from './back-off.ts';
import type { HandedEntry } from './handed-entry.ts';
import { Pull, type PullEnd, type Wire } from './pull.ts';
import { nanoseconds } from './stream-config.ts';

/** The one consumer that all takers of a stream share. */
export const consumer = 'takers';
/** A request that is not satisfied is renewed after this time, in milliseconds. */
const expiresMs = 30_000;

interface Options extends TakeOptions {
  readonly log: Log;
  readonly restore: (stream: StreamDefinition) => Promise<void>;
  /** Never fails. */
  readonly handler: (delivery: Delivery) => Promise<void>;
}

/** A taker over JetStream. */
export class NatsTaking implements Taking {
  readonly #wire: Wire;
  readonly #stream: StreamDefinition;
  readonly #options: Options;
  readonly #hands: Hands;
  readonly #ending = new AbortController();
  #pull: Pull | undefined;
  #recovering = false;
  #filling = false;
  /** What still arrives of requests that were taken back. */
  readonly #withdrawals = new Set<Promise<void>>();

  constructor(wire: Wire, stream: StreamDefinition, options: Options) {
    this.#wire = wire;
    this.#stream = stream;
    this.#options = options;
    this.#hands = new Hands(options.maximumOpen);
  }

  /** Rejects where it cannot begin. */
  async start(): Promise<void> {
    await this.#ensureConsumer();
    this.#fill();
  }

  pause(): void {
    this.#hands.pause();
    this.#withdraw();
  }

  resume(most?: number): void {
    if (this.#ending.signal.aborted) return;
    this.#hands.resume(most);
    this.#withdrawIfTooMany();
    this.#fill();
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    this.pause();
    await Promise.all(this.#withdrawals);
    const { link, connection } = this.#wire;
    if (link.connected) await link.whileConnected(connection.flush()).catch(connectionGone);
  }

  /** What was asked for under another limit. */
  #withdrawIfTooMany(): void {
    if ((this.#pull?.asked ?? 0) > this.#hands.room) this.#withdraw();
  }

  #withdraw(): void {
    if (this.#pull === undefined) return;
    const withdrawal = this.#pull.withdraw().then(() => {
      this.#withdrawals.delete(withdrawal);
      this.#fill();
    });
    this.#withdrawals.add(withdrawal);
    this.#pull = undefined;
  }

  /** Asks for as many as there is room, once a turn of the event loop, so that hands emptied together ask once. */
  #fill(): void {
    if (this.#filling) return;
    this.#filling = true;
    void turn().then(() => {
      this.#filling = false;
      this.#ask();
    });
  }

  #ask(): void {
    // What still arrives may need the room.
    if (this.#recovering || this.#withdrawals.size > 0 || this.#ending.signal.aborted) return;
    const batch = this.#hands.room;
    if (batch <= 0 || (this.#pull?.asked ?? 0) > 0) return;
    this.#pull ??= new Pull(this.#wire, {
      stream: this.#stream.name,
      consumer,
      onEntry: (entry) => this.#receive(entry),
      onEnd: (reason) => this.#onEnd(reason),
    });
    this.#pull.ask({ batch, expiresMs });
  }

  #onEnd(reason: PullEnd): void {
    if (reason === 'expired') {
      this.#fill();
    } else {
      this.#pull = undefined;
      void this.#recover(reason);
    }
  }

  async #recover(reason: PullEnd): Promise<void> {
    if (this.#recovering) return;
    this.#recovering = true;
    const { signal } = this.#ending;
    const { link } = this.#wire;
    // A consumer that is being deleted is still there for a moment.
    if (reason === 'refused') await backOff(0, { link, signal });
    for (let failures = 0; !signal.aborted; ) {
      try {
        await this.#ensureConsumer();
        if (failures > 0) this.#options.log.note('taking again', { subject: this.#stream.subject });
        break;
      } catch (error) {
        if (failures === 0) this.#options.log.failure('cannot take now', error, { subject: this.#stream.subject });
        await backOff(failures++, { link, signal });
        if (error instanceof StreamMissing) await this.#options.restore(this.#stream);
      }
    }
    this.#recovering = false;
    this.#fill();
  }

  #ensureConsumer(): Promise<unknown> {
    const config = {
      durable_name: consumer,
      ack_policy: 'explicit',
      deliver_policy: 'all',
      ack_wait: nanoseconds(this.#options.acknowledgeWithinMs),
      max_deliver: -1,
      // Those that are to come again later count too, so that a limit would hold up all others behind them.
      max_ack_pending: -1,
    };
    const { name } = this.#stream;
    const body = { stream_name: name, config };
    return this.#wire.api.call({ operation: 'CONSUMER.DURABLE.CREATE', stream: name, consumer, body });
  }

  #receive(entry: HandedEntry): void {
    const { api } = this.#wire;
    if (this.#hands.room <= (this.#pull?.asked ?? 0)) {
      api.tell(entry.reply, negative(0));
      return;
    }
    const release = this.#hands.take();
    const letGo = (): void => {
      release();
      this.#fill();
    };
    const delivery = new OpenDelivery(entry, {
      deliveryCount: entry.deliveryCount,
      acknowledgeWithinMs: this.#options.acknowledgeWithinMs,
      onVerdict: (verdict, lapsed) => {
        if (!lapsed || typeof verdict === 'string') api.tell(entry.reply, told(verdict));
        letGo();
      },
      onExtended: () => api.tell(entry.reply, '+WPI'),
      onLapsed: letGo,
    });
    void this.#options.handler(delivery);
    if (this.#pull?.asked === 0) this.#fill();
  }
}

const negative = (afterMs: number): string =>
  afterMs === 0 ? '-NAK' : `-NAK ${JSON.stringify({ delay: nanoseconds(afterMs) })}`;

function told(verdict: Verdict): string {
  if (verdict === 'acknowledge') return '+ACK';
  return verdict === 'terminate' ? '+TERM' : negative(verdict.retryAfterMs);
}

/** The broker learns by itself that a connection is gone. */
function connectionGone(): void {}
