import { randomUUID } from 'node:crypto';
import type { StreamDefinition } from '@specline/contracts';
import type { ConsumerInfo, StreamInfo } from 'nats';
import type { FoundStream, FoundTaking, Hidden } from '../../examination.ts';
import { StreamMissing } from '../../journal/errors.ts';
import type { StreamKeeping } from '../../journal.ts';
import { NotPermitted } from '../../messages/errors.ts';
import { apiSubject, type JetStreamApi } from '../journal/api.ts';
import { readerConfig } from '../journal/reader-config.ts';
import { Refusal } from '../journal/refusal.ts';
import { consumer as takers } from '../journal/take.ts';
import { streamDifferences } from './stream-differences.ts';

export const findStream = (
  api: JetStreamApi,
  definition: StreamDefinition,
  keeping: StreamKeeping,
): Promise<FoundStream | 'missing' | Hidden> =>
  whereSeen(async () => {
    const { config, state } = await api.call<StreamInfo>({ operation: 'STREAM.INFO', stream: definition.name });
    return {
      differences: streamDifferences(config, definition, keeping),
      entries: state.messages,
      bytes: state.bytes,
      maximumBytes: config.max_bytes,
      ...(state.messages > 0 && { oldestAt: new Date(state.first_ts) }),
    };
  });

export const findTaking = (api: JetStreamApi, { name }: StreamDefinition): Promise<FoundTaking | 'missing' | Hidden> =>
  whereSeen(async () => {
    const call = { operation: 'CONSUMER.INFO', stream: name, consumer: takers };
    const { num_pending, num_ack_pending, num_waiting } = await api.call<ConsumerInfo>(call);
    return { waiting: num_pending, open: num_ack_pending, taken: num_waiting > 0 };
  });

/** A stream says only from NATS 2.10 on what time it is; a consumer says when it was made. */
export const serverClock = (api: JetStreamApi, { name }: StreamDefinition): Promise<number | 'missing' | Hidden> =>
  whereSeen(async () => {
    const reader = randomUUID();
    const body = { stream_name: name, config: readerConfig(reader, { from: 'next' }) };
    const { created } = await api.call<ConsumerInfo>({
      operation: 'CONSUMER.CREATE',
      stream: name,
      consumer: reader,
      body,
    });
    api.tell(apiSubject('CONSUMER.DELETE', name, reader));
    return Date.parse(String(created));
  });

async function whereSeen<T>(look: () => Promise<T>): Promise<T | 'missing' | Hidden> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof StreamMissing || (error instanceof Refusal && error.is('consumerNotFound'))) return 'missing';
    if (error instanceof Error && error.cause instanceof NotPermitted) return 'hidden';
    throw error;
  }
}
