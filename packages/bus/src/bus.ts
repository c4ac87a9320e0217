import type { Journal } from './journal.ts';
import type { Messages } from './messages.ts';

/** How the connection to the broker is. */
export interface BusConnection {
  readonly connected: boolean;
  /** Times that it was lost. */
  readonly losses: number;
}

/** One connection to the broker: messages that may be lost, and the journal that may not. */
export interface Bus {
  readonly messages: Messages;
  readonly journal: Journal;
  readonly connection: BusConnection;
  /** Drains and disconnects both. */
  close(): Promise<void>;
}
