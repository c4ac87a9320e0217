import type { StreamDefinition } from '@specline/contracts';
import { StreamMissing } from '../../journal/errors.ts';
import type { Following, JournalEntry, ReadOptions } from '../../journal.ts';
import type { Log } from '../../log/log.ts';
import type { Link } from '../link.ts';
import { backOff } from './back-off.ts';
import { OrderedReader } from './ordered-reader.ts';
import type { Wire } from './pull.ts';

const waitMs = 30_000;

interface FollowOptions {
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly restore: (stream: StreamDefinition) => Promise<void>;
  /** Never fails. */
  readonly handler: (entry: JournalEntry) => Promise<void>;
}

/** Follows a log until stopped. Rejects as long as it has not begun. */
export async function followLog(
  wire: Wire,
  stream: StreamDefinition,
  options: ReadOptions & FollowOptions,
): Promise<Following> {
  const ending = new AbortController();
  const signal = AbortSignal.any([options.signal, ending.signal]);
  const reader = new OrderedReader(wire, stream, { ...options, signal, waitMs });
  await reader.open();
  signal.addEventListener('abort', () => reader.close());
  void run({ ...options, reader, stream, signal, link: wire.link });
  return { stop: async () => ending.abort() };
}

interface Run extends FollowOptions {
  readonly reader: OrderedReader;
  readonly stream: StreamDefinition;
  readonly link: Link;
}

async function run({ reader, stream, link, signal, log, restore, handler }: Run): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    try {
      const entry = await reader.next();
      if (failures > 0) log.note('following again', { subject: stream.subject });
      failures = 0;
      if (entry !== undefined && !signal.aborted) await handler(entry);
    } catch (error) {
      if (signal.aborted) return;
      if (failures === 0) log.failure('cannot follow now', error, { subject: stream.subject });
      await backOff(failures++, { link, signal });
      if (error instanceof StreamMissing) await restore(stream);
    }
  }
}
