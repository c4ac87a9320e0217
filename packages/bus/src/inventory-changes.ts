import {
  decode,
  encode,
  type InventoryChange,
  inventoryChangeSchema,
  JsonError,
  type Subjects,
} from '@specline/contracts';
import type { Messages, Subscription } from './messages.ts';

/** Tells the caches of services, and dashboards, that a node's inventory has a new revision. */
export const announceInventoryChange = (
  messages: Pick<Messages, 'publish'>,
  subjects: Subjects,
  change: InventoryChange,
): void => messages.publish(subjects.inventory(change.node), encode(change));

/** Tells each change of a node's inventory that is announced. A message that announces none is left out. */
export const onInventoryChange = (
  messages: Messages,
  subjects: Subjects,
  tell: (change: InventoryChange) => void,
): Subscription =>
  messages.subscribe(subjects.allInventory, ({ text }) => {
    const change = inventoryChangeSchema.safeParse(read(text)).data;
    if (change !== undefined) tell(change);
  });

function read(text: string): unknown {
  try {
    return decode(text);
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}
