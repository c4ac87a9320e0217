import { encode, type InventoryChange, subjectsBelow } from '@specline/contracts';
import { expect, it } from 'vitest';
import { embeddedBus } from './embedded/embedded-bus.ts';
import { onInventoryChange } from './inventory-changes.ts';
import { silentLog } from './log/silent-log.ts';

it('tells what is announced of any node, and leaves out what is no announcement', async () => {
  const { messages, ...bus } = embeddedBus({ log: silentLog });
  const subjects = subjectsBelow('test.v1');
  const told: InventoryChange[] = [];
  const subscription = onInventoryChange(messages, subjects, (change) => void told.push(change));
  const announced: InventoryChange[] = [
    { node: 'win-01', revision: 7 },
    { node: 'a.b *', revision: 8, removed: true },
  ];
  for (const change of announced) messages.publish(subjects.inventory(change.node), encode(change));
  for (const text of ['', 'no JSON', '{"node":"win-01"}', '{"node":"win-01","revision":"7"}', '[]'])
    messages.publish(subjects.inventory('win-01'), text);
  messages.publish('other.v1.inventory.win-01', encode({ node: 'win-01', revision: 9 }));
  await subscription.drain();
  expect(told).toEqual(announced);
  await bus.close();
});
