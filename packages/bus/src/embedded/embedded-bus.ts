import type { Bus } from '../bus.ts';
import type { Log } from '../log/log.ts';
import { silentLog } from '../log/silent-log.ts';
import { EmbeddedMessages } from './embedded-messages.ts';
import { EmbeddedJournal } from './journal/embedded-journal.ts';

export interface EmbeddedOptions {
  readonly log?: Log;
  readonly maximumBytes?: number;
}

/** What a NATS server accepts unless it is configured otherwise. */
const natsMaximumBytes = 1024 * 1024;

const neverLost = { connected: true, losses: 0 } as const;

/** A bus within this process: no server, and the behaviour of one. Its journal forgets all at the end. */
export function embeddedBus({ log = silentLog, maximumBytes = natsMaximumBytes }: EmbeddedOptions = {}): Bus {
  const messages: EmbeddedMessages = new EmbeddedMessages({
    log,
    maximumBytes,
    record: (message) => journal.record(message),
  });
  const journal = new EmbeddedJournal({ log, maximumBytes, handOut: (entry) => messages.handOut(entry) });
  const close = async (): Promise<void> => {
    await journal.close();
    await messages.close();
  };
  return { messages, journal, connection: neverLost, close };
}
