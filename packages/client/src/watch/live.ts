import type { Following, Messages, Subscription } from '@specline/bus';
import { inventoryChangeSchema, progressMessageSchema, type Subjects, summarySchema } from '@specline/contracts';
import { orAborted, within } from '../bound.ts';
import { documentOf } from './document.ts';
import type { LiveSight } from './sight.ts';

export interface LiveOptions {
  /** What is told; absent: progress and inventories. Events are told where none are recorded, too, and some twice. */
  readonly what?: readonly LiveSight['what'][];
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
  { signal, what = ['progress', 'inventory'] }: LiveOptions = {},
): Promise<Following> {
  const following = subscribe({ ...bus, what }, tell);
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

interface Subscribing extends Omit<Source, 'closing'> {
  readonly what: readonly LiveSight['what'][];
}

function subscribe({ messages, subjects, what }: Subscribing, tell: (sight: LiveSight) => void): Following {
  const listen = (each: LiveSight['what']): Subscription =>
    messages.subscribe(subjects[topics[each].subject], ({ text }) => {
      for (const sight of topics[each].sightsIn(documentOf(text))) tell(sight);
    });
  const subscriptions = [...new Set(what)].map(listen);
  return {
    async stop() {
      await Promise.all(subscriptions.map((subscription) => subscription.drain()));
    },
  };
}

interface Topic {
  readonly subject: 'allProgress' | 'allInventory' | 'events';
  readonly sightsIn: (document: unknown) => readonly LiveSight[];
}

const topics: Readonly<Record<LiveSight['what'], Topic>> = {
  progress: {
    subject: 'allProgress',
    sightsIn(document) {
      const { progress = [] } = progressMessageSchema.safeParse(document).data ?? {};
      return progress.map((each) => ({ what: 'progress', progress: each }));
    },
  },
  inventory: {
    subject: 'allInventory',
    sightsIn(document) {
      const change = inventoryChangeSchema.safeParse(document).data;
      return change === undefined ? [] : [{ what: 'inventory', change }];
    },
  },
  event: {
    subject: 'events',
    sightsIn(document) {
      const event = summarySchema.safeParse(document).data;
      return event === undefined ? [] : [{ what: 'event', event }];
    },
  },
};
