import type { NatsConnection } from 'nats';
import type { Bus } from '../bus.ts';
import { JetStreamApi } from './journal/api.ts';
import { NatsJournal } from './journal/nats-journal.ts';
import { Link } from './link.ts';
import { NatsMessages } from './nats-messages.ts';
import { defaultInboxPrefix, type NatsOptions, openConnection } from './open-connection.ts';

/**
 * Connects to NATS: messages and journal over one connection.
 *
 * @throws CannotConnect naming the address and the remedy.
 */
export async function connectBus(options: NatsOptions): Promise<Bus> {
  const { log, inboxPrefix = defaultInboxPrefix } = options;
  return busOver(await openConnection(options), { log, inboxPrefix });
}

function busOver(
  connection: NatsConnection,
  { log, inboxPrefix }: Required<Pick<NatsOptions, 'log' | 'inboxPrefix'>>,
): Bus {
  const link = new Link(connection, log);
  const messages = new NatsMessages(connection, { link, log, inboxPrefix });
  const api = new JetStreamApi(messages, () => isWithoutJetStream(connection));
  const journal = new NatsJournal({ connection, link, api, inboxPrefix }, log);
  const close = async (): Promise<void> => {
    const inTime = link.closeSoon();
    await journal.close();
    inTime();
    await messages.close();
  };
  return { messages, journal, connection: link, close };
}

/** In a cluster another server may have it. */
export function isWithoutJetStream({ info }: NatsConnection): boolean {
  const { jetstream = false, cluster } = (info ?? {}) as { readonly jetstream?: boolean; readonly cluster?: string };
  return !jetstream && cluster === undefined;
}
