import type { ConsumerConfig } from 'nats';
import type { ReadOptions, Start } from '../../journal.ts';
import { nanoseconds } from './stream-config.ts';

/** After which the server forgets a reader that is gone, in milliseconds. */
const inactiveMs = 60_000;

/** The consumer of one reader of a log: it acknowledges nothing, and the server keeps it in memory, once. */
export const readerConfig = (name: string, { subject, from, headersOnly = false }: ReadOptions) =>
  ({
    name,
    ack_policy: 'none',
    mem_storage: true,
    num_replicas: 1,
    inactive_threshold: nanoseconds(inactiveMs),
    headers_only: headersOnly,
    ...(subject === undefined ? {} : { filter_subject: subject }),
    ...startPolicy(from),
  }) as Partial<ConsumerConfig>;

function startPolicy(start: Start): object {
  if (start === 'first') return { deliver_policy: 'all' };
  if (start === 'next') return { deliver_policy: 'new' };
  if ('since' in start) return { deliver_policy: 'by_start_time', opt_start_time: new Date(start.since).toISOString() };
  return { deliver_policy: 'by_start_sequence', opt_start_seq: Math.max(1, start.sequence) };
}
