import type { Journal, Log, Messages } from '@specline/bus';
import type { Specline } from '@specline/client';
import type { StreamDefinition, Subjects } from '@specline/contracts';
import type { NodeInventory } from '@specline/inventory';
import type { Tokens } from './access/tokens.ts';
import type { GatewaySettings } from './settings.ts';

/** What the routes speak HTTP for. */
export interface Gateway {
  readonly specline: Specline;
  readonly inventory: NodeInventory;
  readonly messages: Pick<Messages, 'publish' | 'flush'>;
  readonly journal: Pick<Journal, 'last'>;
  readonly subjects: Subjects;
  readonly events: StreamDefinition;
  readonly settings: GatewaySettings;
  /** Absent: nobody needs one. */
  readonly tokens: Tokens | undefined;
  readonly log: Log;
  /** Fires when the gateway is told to end: whoever only waits is sent away. */
  readonly stopping: AbortSignal;
}
