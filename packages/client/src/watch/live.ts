import type { Following, Messages } from '@specline/bus';
import { inventoryChangeSchema, progressMessageSchema, type Subjects } from '@specline/contracts';
import { documentOf } from './document.ts';
import type { LiveSight } from './sight.ts';

interface Bus {
  readonly messages: Pick<Messages, 'subscribe' | 'flush'>;
  readonly subjects: Subjects;
}

/** Tells what happens from when this resolves on, until it is stopped. A message that is none of ours is left out. */
export async function live({ messages, subjects }: Bus, tell: (sight: LiveSight) => void): Promise<Following> {
  const progress = messages.subscribe(subjects.allProgress, ({ text }) => {
    const all = progressMessageSchema.safeParse(documentOf(text)).data?.progress ?? [];
    for (const each of all) tell({ what: 'progress', progress: each });
  });
  const inventory = messages.subscribe(subjects.allInventory, ({ text }) => {
    const change = inventoryChangeSchema.safeParse(documentOf(text)).data;
    if (change !== undefined) tell({ what: 'inventory', change });
  });
  await messages.flush();
  return {
    async stop() {
      await Promise.all([progress.drain(), inventory.drain()]);
    },
  };
}
