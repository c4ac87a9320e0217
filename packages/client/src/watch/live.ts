import type { Following, Messages } from '@specline/bus';
import { inventoryChangeSchema, progressMessageSchema, type Subjects } from '@specline/contracts';
import { orAborted, within } from '../bound.ts';
import { documentOf } from './document.ts';
import type { LiveSight } from './sight.ts';

export interface LiveOptions {
  /** Ends it. */
  readonly signal?: AbortSignal;
}

interface Source {
  readonly messages: Pick<Messages, 'subscribe' | 'flush'>;
  readonly subjects: Subjects;
  readonly closing: AbortSignal;
}

/** How long it may take to begin, in milliseconds. */
const beginWithinMs = 10_000;

/** Tells what happens from when this resolves on, until it is ended. A message that is none of ours is left out. */
export async function live(
  { closing, ...bus }: Source,
  tell: (sight: LiveSight) => void,
  { signal }: LiveOptions = {},
): Promise<Following> {
  const following = subscribe(bus, tell);
  const end = (): void => void following.stop();
  try {
    await within({ timeoutMs: beginWithinMs, signal, closing }, (ending) => orAborted(bus.messages.flush(), ending));
  } catch (error) {
    end();
    throw error;
  }
  for (const source of [signal, closing]) source?.addEventListener('abort', end, { once: true });
  return following;
}

function subscribe({ messages, subjects }: Omit<Source, 'closing'>, tell: (sight: LiveSight) => void): Following {
  const progress = messages.subscribe(subjects.allProgress, ({ text }) => {
    const all = progressMessageSchema.safeParse(documentOf(text)).data?.progress ?? [];
    for (const each of all) tell({ what: 'progress', progress: each });
  });
  const inventory = messages.subscribe(subjects.allInventory, ({ text }) => {
    const change = inventoryChangeSchema.safeParse(documentOf(text)).data;
    if (change !== undefined) tell({ what: 'inventory', change });
  });
  return {
    async stop() {
      await Promise.all([progress.drain(), inventory.drain()]);
    },
  };
}
