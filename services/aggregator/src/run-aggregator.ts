import { randomBytes } from 'node:crypto';
import type { Log, Message, Messages } from '@specline/bus';
import { type Kind, kinds, type Subjects } from '@specline/contracts';
import type { NodeInventory } from '@specline/inventory';
import { admission, type Limits } from './admission.ts';
import { type PartialCounts, takeAnswers } from './answers.ts';
import type { Workshop } from './composing.ts';
import { announcer } from './events.ts';
import { jobBook } from './job-book.ts';
import { outbox } from './outbox.ts';
import { takeRequest } from './requests.ts';
import { type UnheardKinds, unheardKinds } from './unheard-kinds.ts';

export interface AggregatorOptions extends Limits {
  readonly messages: Messages;
  readonly inventory: NodeInventory;
  readonly subjects: Subjects;
  readonly log: Log;
  /** How long a request may take that does not say so itself, in milliseconds. */
  readonly deadlineMs: number;
}

export interface RunningAggregator {
  /** Partials that did not count. */
  readonly counts: Readonly<PartialCounts>;
  /** Takes no more requests, ends the open ones, then lets go of the bus. */
  stop(): Promise<void>;
}

/** Answers create requests: cuts the work, joins the partials, composes, replies, publishes events. */
export async function runAggregator(options: AggregatorOptions): Promise<RunningAggregator> {
  const { messages, subjects, log, inventory, deadlineMs } = options;
  // New at each start, so that no partial of an earlier life leads here.
  const instance = randomBytes(8).toString('hex');
  const book = jobBook(instance);
  const unheard = unheardKinds(book.jobs);
  const gate = admission(options);
  const announce = announcer({ messages, subjects, instance, now: () => new Date() });
  const counts: PartialCounts = { unreadable: 0, late: 0, duplicate: 0 };
  const workshop: Workshop = {
    inventory,
    outbox: outbox({ messages, subjects, instance }),
    log,
    jobs: book,
    unheard: unheard.kinds,
  };
  const takePartials = (kind: Kind) => (message: Message) => {
    if (heardFrom(kind, message, unheard))
      takeAnswers(kind, message, { open: book.jobs, announcer: announce, log, counts });
  };
  const requestOptions = {
    workshop,
    admission: gate,
    announcer: announce,
    log,
    deadlineMs,
    maximumBytes: messages.maximumBytes,
  };

  const partials = kinds.map((kind) => messages.subscribe(subjects.partial(kind, instance, '*'), takePartials(kind)));
  const requests = messages.subscribe(subjects.create, (message) => takeRequest(message, requestOptions), {
    queue: 'aggregator',
  });
  await messages.flush();
  return {
    counts,
    async stop() {
      await requests.drain();
      await gate.emptied();
      unheard.stop();
      await Promise.all(partials.map((subscription) => subscription.drain()));
    },
  };
}

function heardFrom(kind: Kind, message: Message, unheard: UnheardKinds): boolean {
  if (message.noResponders) unheard.refused(kind);
  else unheard.heard(kind);
  return !message.noResponders;
}
