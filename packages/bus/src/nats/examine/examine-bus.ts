import { setImmediate as turn } from 'node:timers/promises';
import { createInbox, type NatsConnection } from 'nats';
import type { BusExamination } from '../../examination.ts';
import { isWithoutJetStream } from '../connect-bus.ts';
import { JetStreamApi } from '../journal/api.ts';
import { Link } from '../link.ts';
import { NatsMessages } from '../nats-messages.ts';
import { defaultInboxPrefix, type NatsOptions, openConnection } from '../open-connection.ts';
import { findServices } from './found-services.ts';
import { findStream, findTaking, serverClock } from './found-streams.ts';
import { tryRights } from './rights.ts';

/**
 * Connects to NATS to look at it.
 *
 * @throws CannotConnect naming the address and the remedy.
 */
export async function examineBus(options: NatsOptions): Promise<BusExamination> {
  const { log, inboxPrefix = defaultInboxPrefix } = options;
  const connection = await openConnection(options);
  const link = new Link(connection, log);
  const messages = new NatsMessages(connection, { link, log, inboxPrefix });
  const api = new JetStreamApi(messages, () => isWithoutJetStream(connection));
  const refusals = (act: () => void) => refusalsOf(link, act);
  return {
    server: {
      version: connection.info?.version ?? 'unknown',
      jetStream: !isWithoutJetStream(connection),
      maximumBytes: link.maximumBytes,
    },
    messages,
    isAnswered: async () => (await refusals(() => listenBriefly(connection, createInbox(inboxPrefix)))).length === 0,
    services: () => findServices(messages, createInbox(inboxPrefix)),
    stream: (definition, keeping) => findStream(api, definition, keeping),
    taking: (queue) => findTaking(api, queue),
    rights: (prefix) =>
      tryRights(prefix, {
        publish: (subject, { text, headers }) => refusals(() => messages.publish(subject, text, { headers })),
        listen: (subject) => refusals(() => listenBriefly(connection, subject)),
      }),
    clock: (stream) => serverClock(api, stream),
    close: () => messages.close(),
  };
}

function listenBriefly(connection: NatsConnection, subject: string): void {
  connection.subscribe(subject, { callback: () => {} }).unsubscribe();
}

/** The subjects that the broker refuses meanwhile: it says so before it answers a ping. */
async function refusalsOf(link: Link, act: () => void): Promise<string[]> {
  const refused: string[] = [];
  const refuse = (subject: string): void => void refused.push(subject);
  const unwatch = link.watch({ onForbidden: refuse, onListeningForbidden: refuse });
  act();
  await link.flush();
  await turn();
  unwatch();
  return refused;
}
