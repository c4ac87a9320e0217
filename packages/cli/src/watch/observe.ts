import { type Message, type Messages, onInventoryChange } from '@specline/bus';
import { decode, JsonError, progressMessageSchema, type Subjects, summarySchema } from '@specline/contracts';
import type { Sight } from './sight.ts';

/** Tells what happens in a system until the messages are closed. A message that is none of ours is left out. */
export function observe(messages: Messages, subjects: Subjects, tell: (sight: Sight) => void): void {
  messages.subscribe(subjects.events, (message) => {
    const event = summarySchema.safeParse(bodyOf(message)).data;
    if (event !== undefined) tell({ what: 'event', event });
  });
  messages.subscribe(subjects.allProgress, (message) => {
    const all = progressMessageSchema.safeParse(bodyOf(message)).data?.progress ?? [];
    for (const progress of all) tell({ what: 'progress', progress });
  });
  onInventoryChange(messages, subjects, (change) => tell({ what: 'inventory', change }));
}

function bodyOf({ text }: Message): unknown {
  try {
    return decode(text);
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}
