import { continueTrace, type Delivery, type Log, type Spans } from '@specline/bus';
import { type DeadReason, errorTable, knownFailure, type Outcome } from '@specline/contracts';
import type { Compositions } from '../compositions.ts';
import type { Counts } from '../counts.ts';
import { acceptedSummary } from '../events.ts';
import { countOutcome } from '../measures.ts';
import { failedOutcome } from '../outcome.ts';
import { outcomeSpan } from '../outcome-span.ts';
import { explainedDeliveries, restAfter } from './back-off.ts';
import { type DeadLetters, submittedId } from './dead-letters.ts';
import type { Intake } from './intake.ts';
import { type RecordedOutcome, summaryOf } from './outcome-entry.ts';
import { readSubmit, type Submit } from './read-submit.ts';
import type { Records } from './records.ts';

export interface SubmitLimits {
  /** How long a composition may take whose request does not say so itself, in milliseconds. */
  readonly deadlineMs: number;
  /** How old a submit is, in milliseconds, when a passing error becomes its outcome. */
  readonly giveUpAfterMs: number;
  /** Deliveries that no rest explains; above it a submit is taken for what kills its takers. */
  readonly maximumLostDeliveries: number;
}

export interface SubmitDeskOptions extends SubmitLimits {
  readonly compositions: Compositions;
  readonly records: Records;
  readonly deadLetters: DeadLetters;
  readonly log: Log;
  readonly counts: Counts;
  readonly spans: Spans;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Brings each submit to its one outcome or its one dead letter. The delivery that is not acknowledged is all the state
 * that there is: each step may be the last that this process does, and the next delivery begins anew.
 */
export class SubmitDesk {
  readonly #options: SubmitDeskOptions;
  readonly #open = new Map<Delivery, Promise<void>>();
  #intake: Pick<Intake, 'succeeded' | 'failed'> | undefined;
  #stopping = false;

  constructor(options: SubmitDeskOptions) {
    this.#options = options;
  }

  /** Who is told how attempts end. */
  tell(intake: Pick<Intake, 'succeeded' | 'failed'>): void {
    this.#intake = intake;
  }

  /** Submits in hand. */
  get size(): number {
    return this.#open.size;
  }

  take(delivery: Delivery): void {
    const { submits: counts } = this.#options.counts;
    counts.taken += 1;
    if (delivery.deliveryCount > 1) counts.redelivered += 1;
    this.#open.set(delivery, this.#attend(delivery));
  }

  /** Says of all that is open that it is still being worked on. */
  extendAll(): void {
    for (const delivery of this.#open.keys()) delivery.extend();
  }

  /** Resolves when nothing is open; what comes to nothing meanwhile goes back at once. */
  async clear(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#open.values());
  }

  async #attend(delivery: Delivery): Promise<void> {
    const ended = await this.#end(delivery).catch((error: unknown) => this.#notEnded(delivery, error));
    this.#open.delete(delivery);
    if (ended) this.#intake?.succeeded();
    else this.#rest(delivery);
  }

  /** Whether the submit has ended. Rejects where that could not be recorded. */
  async #end(delivery: Delivery): Promise<boolean> {
    const { records } = this.#options;
    if (this.#isTakenForPoison(delivery) && !(await this.#hasOutcome(delivery)))
      return this.#bury(delivery, 'deliveries');
    const submit = readSubmit(delivery.text);
    if (submit === undefined) return this.#bury(delivery, 'unreadable');
    // One that is missed is found when the outcome that is composed is not the first.
    const found = await records.earlierOutcomeOf(submit.id);
    if (found !== undefined) return this.#conclude(delivery, submit, found);
    const traceparent = continueTrace(delivery.headers.traceparent);
    const startMs = performance.now();
    const [outcome] = await Promise.all([
      this.#compose(submit, traceparent),
      records.event(acceptedSummary(submit.id, submit.node, submit.container), traceparent),
    ]);
    const { contentDigest, container } = submit;
    const made = { outcome, contentDigest, container, traceparent };
    const recorded = this.#mayPass(outcome, delivery) ? undefined : await records.outcome(made);
    this.#recordSpan(delivery, made, startMs);
    return recorded !== undefined && this.#conclude(delivery, submit, recorded, made);
  }

  #recordSpan({ headers }: Delivery, { outcome, container, traceparent: own }: RecordedOutcome, startMs: number): void {
    const { spans } = this.#options;
    const about = { way: 'submit', parent: headers.traceparent, own, startMs } as const;
    if (spans.wanted) spans.record(outcomeSpan(outcome, container, about));
  }

  #compose(submit: Submit, traceparent: string): Promise<Outcome> {
    if ('errors' in submit) return Promise.resolve(failedOutcome(submit, submit.errors));
    const { id, request } = submit;
    const deadlineMs = request.deadlineMs ?? this.#options.deadlineMs;
    return new Promise((done) =>
      this.#options.compositions.start({ way: 'submit', id, request, traceparent, deadlineMs, done }),
    );
  }

  /** What an outcome says is what the recorded one says, whoever made it. */
  async #conclude(delivery: Delivery, submit: Submit, recorded: RecordedOutcome | 'foreign', made?: RecordedOutcome) {
    const { records, log, counts } = this.#options;
    if (recorded === 'foreign' || recorded.contentDigest !== submit.contentDigest)
      return this.#bury(delivery, 'conflict', submit);
    const summary = summaryOf(recorded);
    await records.event(summary, recorded.traceparent);
    delivery.acknowledge();
    counts.submits[recorded === made ? 'recorded' : 'found'] += 1;
    if (recorded !== made) return true;
    countOutcome(counts.outcomes.submit, recorded.outcome);
    log.outcome(summary, recorded.traceparent);
    return true;
  }

  #isTakenForPoison({ deliveryCount, recordedAt }: Delivery): boolean {
    const lost = deliveryCount - explainedDeliveries(this.#options.now() - recordedAt);
    return lost > this.#options.maximumLostDeliveries;
  }

  /** Its takers may have died after it was recorded. The id is not looked for in the text, which may be what kills. */
  async #hasOutcome(delivery: Delivery): Promise<boolean> {
    const id = submittedId(delivery);
    return id !== undefined && (await this.#options.records.outcomeOf(id)) !== undefined;
  }

  async #bury(delivery: Delivery, reason: DeadReason, names?: Submit): Promise<true> {
    await this.#options.deadLetters.bury(delivery, reason, names);
    return true;
  }

  /** A passing error is an outcome only when its time is over. */
  #mayPass(outcome: Outcome, { recordedAt }: Delivery): boolean {
    const passing = outcome.status === 'failed' && outcome.errors.some(({ code }) => errorTable[code].retryable);
    return passing && this.#options.now() - recordedAt < this.#options.giveUpAfterMs;
  }

  #notEnded(delivery: Delivery, error: unknown): false {
    const fields = { request: submittedId(delivery), attempt: delivery.deliveryCount };
    const known = knownFailure(error);
    if (known === undefined) this.#options.log.failure('submit not ended', error, fields);
    else this.#options.log.detail('submit not ended', { ...fields, code: known.code });
    return false;
  }

  #rest(delivery: Delivery): void {
    this.#options.counts.submits.rested += 1;
    delivery.retryAfter(this.#stopping ? 0 : restAfter(delivery.deliveryCount));
    if (!this.#stopping) this.#intake?.failed();
  }
}
