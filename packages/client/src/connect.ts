import { type Bus, connectBus, type Log, silentLog, type TlsIdentity } from '@specline/bus';
import { BusSpecline } from './bus-specline.ts';
import { telling } from './errors.ts';
import type { Specline } from './specline.ts';

export interface SpeclineOptions {
  /** Of all subjects; absent: `specline.v1`. */
  readonly prefix?: string;
}

export interface ConnectOptions extends SpeclineOptions {
  /** `nats://host:4222` each, with `user:password@` or `token@` where the servers want it; `tls://` demands TLS. */
  readonly servers: readonly string[];
  /** The connection's name in the server's monitoring. */
  readonly name?: string;
  readonly log?: Log;
  /** Where answers arrive; a user may be permitted to subscribe to its own prefix only. */
  readonly inboxPrefix?: string;
  /** For `tls://`: PEM texts of the authorities to trust, and of our own certificate where the servers demand one. */
  readonly tls?: TlsIdentity;
}

/**
 * Connects to a system on NATS. Rejects with SpeclineError `unavailable`, whose message names the address and the remedy.
 *
 * @example
 * await using specline = await connectSpecline({ servers: ['nats://127.0.0.1:4222'], name: 'scheduler' });
 */
export async function connectSpecline({ prefix, ...options }: ConnectOptions): Promise<Specline> {
  const bus = await telling(() => connectBus({ name: 'specline client', log: silentLog, ...options }));
  return new OwnedSpecline(bus, prefix);
}

/**
 * A system on a bus that is there already, an embedded one for example. The bus stays open when this is closed.
 *
 * @example const specline = speclineOn(bus);
 */
export const speclineOn = (bus: Pick<Bus, 'messages' | 'journal'>, { prefix }: SpeclineOptions = {}): Specline =>
  new BusSpecline(bus, prefix);

/** Closes its connection, too. */
class OwnedSpecline extends BusSpecline {
  readonly #connection: Bus;

  constructor(bus: Bus, prefix: string | undefined) {
    super(bus, prefix);
    this.#connection = bus;
  }

  override async close(): Promise<void> {
    await super.close();
    await this.#connection.close();
  }
}
