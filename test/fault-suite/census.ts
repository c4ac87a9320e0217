import { decodeToken } from '@specline/contracts';
import { type Consumer, connect, type JetStreamManager, type JsMsg } from 'nats';
import type { Census } from './verdict.ts';

const streams = { outcomes: 'SPECLINE_OUTCOMES', events: 'SPECLINE_EVENTS', dead: 'SPECLINE_DEAD' } as const;

/** So many submits have ended, by what the streams count themselves. */
export const endedCount = async (manager: JetStreamManager): Promise<number> => {
  const [outcomes, dead] = await Promise.all([
    manager.streams.info(streams.outcomes),
    manager.streams.info(streams.dead),
  ]);
  return outcomes.state.messages + dead.state.messages;
};

/** Reads all that the streams hold, with a plain consumer of the broker and no code of the product's bus. */
export async function takeCensus(url: string): Promise<Census> {
  const connection = await connect({ servers: url.split(',') });
  try {
    const read = async <T>(stream: string, entry: (message: JsMsg) => T): Promise<T[]> =>
      readAll(await connection.jetstream().consumers.get(stream), entry);
    return {
      outcomes: await read(streams.outcomes, (message) => {
        const { id, digest } = message.json<{ id: string; digest?: string }>();
        return { id, digest, at: recordedAt(message) };
      }),
      events: await read(streams.events, (message) => {
        const [type, , , id] = message.subject.split('.').slice(-4);
        return { id: decodeToken(id ?? ''), type: type ?? '', at: recordedAt(message) };
      }),
      dead: await read(streams.dead, (message) => ({
        // Its own subject may name it by its place in the queue, where nothing of it can be read.
        id: (message.headers?.get('Specline-Submit-Message-Id') ?? '').replace(/:[0-9a-f]*$/, ''),
        reason: message.headers?.get('Specline-Reason') ?? '',
        at: recordedAt(message),
      })),
    };
  } finally {
    await connection.close();
  }
}

async function readAll<T>(consumer: Consumer, entry: (message: JsMsg) => T): Promise<T[]> {
  const entries: T[] = [];
  const { num_pending: pending } = await consumer.info();
  if (pending === 0) return entries;
  const messages = await consumer.consume();
  for await (const message of messages) {
    entries.push(entry(message));
    if (message.info.pending === 0) break;
  }
  await messages.close();
  return entries;
}

const recordedAt = ({ info }: JsMsg): number => info.timestampNanos / 1e6;
