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
  const { takePartials, desk, gate, unheard, counts } = assemble(options);
  const listen = (kind: Kind, subject: string) =>
    messages.subscribe(subject, (message) => takePartials(kind, message));
  const instance = instanceName();
}
