import { randomBytes } from 'node:crypto';
import type { Log, Message, Messages } from '@specline/bus';
import { type Kind, kinds, type Subjects } from '@specline/contracts';
import type { NodeInventory } from '@specline/inventory';
import { admission, type Limits } from './admission.ts';
import { type PartialCounts, takeAnswers } from './answers.ts';
import { announcer } from './events.ts';
import { jobBook } from './job-book.ts';
import { outbox } from './outbox.ts';
import { stopping } from './request-errors.ts';
import { requests } from './requests.ts';
import { unheardKinds } from './unheard-kinds.ts';
import type { Workshop } from './workshop.ts';

export interface AggregatorOptions extends Limits {
  readonly messages: Messages;
  readonly inventory: NodeInventory;
  readonly subjects: Subjects;
  readonly log: Log;
  /** How long a request may take that does not say so itself, in milliseconds. */
  readonly deadlineMs: number;
  /** How long a stop waits for open requests before it fails them, in milliseconds. */
  readonly stopGraceMs?: number;
}

export interface RunningAggregator {
  /** Partials that did not count. */
  readonly counts: Readonly<PartialCounts>;
  /** Takes no more requests, ends the open ones, then lets go of the bus. */
  stop(): Promise<void>;
}

const defaultStopGraceMs = 5_000;

/** Answers create requests: cuts the work, joins the partials, composes, replies, publishes events. */
export async function runAggregator(options: AggregatorOptions): Promise<RunningAggregator> {
  const { messages, subjects, log, stopGraceMs = defaultStopGraceMs } = options;
  // New at each start, so that no partial of an earlier life leads here.
  const instance = randomBytes(8).toString('hex');
  const { counts, unheard, gate, desk, takePartials } = assemble(options, instance);
  const partials = kinds.map((kind) => messages.subscribe(subjects.partial(kind, instance, '*'), takePartials(kind)));
  const creates = messages.subscribe(subjects.create, desk.take, { queue: 'aggregator' });
  await messages.flush();
  log.note('aggregator started', { instance, subject: subjects.create });
  return {
    counts,
    async stop() {
      await creates.drain();
      const grace = setTimeout(desk.failAll, stopGraceMs, stopping);
      await gate.emptied();
      clearTimeout(grace);
      await Promise.all(partials.map((subscription) => subscription.drain()));
      unheard.stop();
      await messages.flush().catch((error: unknown) => log.failure('last replies may be lost', error));
      log.note('aggregator stopped', { instance });
    },
  };
}

function assemble(options: AggregatorOptions, instance: string) {
  const { messages, subjects, log, inventory } = options;
  const jobs = jobBook(instance);
  const unheard = unheardKinds(jobs.open);
  const gate = admission(options);
  const announce = announcer({ messages, subjects, instance, log, now: () => new Date() });
  const counts: PartialCounts = { unreadable: 0, late: 0, duplicate: 0, outdated: 0 };
  const work = outbox({ messages, subjects, instance, log });
  const workshop: Workshop = { inventory, outbox: work, log, jobs, unheard: unheard.kinds };
  const desk = requests({ ...options, workshop, admission: gate, announcer: announce });
  const takePartials = (kind: Kind) => (message: Message) => {
    if (message.noResponders) return unheard.refused(kind);
    unheard.heard(kind);
    takeAnswers(kind, message, { open: jobs.open, announcer: announce, log, counts });
  };
  return { counts, unheard, gate, desk, takePartials };
}
