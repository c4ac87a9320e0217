import type { Journal } from './journal.ts';
import type { Messages } from './messages.ts';

/** One connection to the broker: messages that may be lost, and the journal that may not. */
export interface Bus {
  readonly messages: Messages;
  readonly journal: Journal;
  /** Drains and disconnects both. */
  close(): Promise<void>;
}
