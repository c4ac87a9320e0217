import type { FinishedSpan } from '@specline/bus';
import { type ErrorCode, type Kind, kinds, type Outcome, type OutcomeError, type Partial } from '@specline/contracts';
import { compose } from '@specline/rules';
import { type Cut, cutFor } from './cut.ts';
import { watchDeadline } from './deadline.ts';
import { type Effect, type Join, type JoinEvent, missingKinds, openJoin, step } from './join/join.ts';
import type { Outbox } from './outbox.ts';
import { composedOutcome, failedOutcome } from './outcome.ts';
import { knownError, overdue, unexpected, unheardOf } from './request-errors.ts';
import { Stopwatch } from './stopwatch.ts';
import type { Order, Workshop } from './workshop.ts';

/** One request on its way from receipt to outcome: runs the effects of the pure join. */
export class Composing {
  readonly order: Order;
  readonly #workshop: Workshop;
  readonly #stopwatch = new Stopwatch();
  #ended = false;
  #endWatch: (() => void) | undefined;
  #join: Join = openJoin(0);
  #cut: Cut | undefined;
  #job: string | undefined;
  /** When the kinds were asked that have not answered, as `performance.now()` had it. */
  #askedAt = 0;

  constructor(workshop: Workshop, order: Order) {
    this.#workshop = workshop;
    this.order = order;
  }

  get join(): Join {
    return this.#join;
  }

  /** Milliseconds since receipt. */
  elapsed(): number {
    return this.#stopwatch.elapsed();
  }

  /** Reads the node's facts and asks all kinds. */
  start(): void {
    this.#endWatch = watchDeadline(this.order.deadlineMs, {
      remind: () => this.askAgain(),
      expire: () => this.#happen({ type: 'deadline' }),
    });
    void this.#readNode(this.order.request.minInventoryRevision ?? 0);
  }

  /** A partial that counts has come. */
  answer(kind: Kind, partial: Partial, elapsedMs: number): void {
    this.#stopwatch.lap(kind, elapsedMs);
    this.#recordSpan(`partial.${kind}`, this.#askedAt, { kind, failed: partial.errors[0]?.code });
    this.#happen({ type: 'partial', kind, partial });
  }

  /** Asks the kinds among these that are still missing once more, each job in a message of its own. */
  askAgain(among: readonly Kind[] = kinds): void {
    // Nothing can be asked before the node is read.
    if (this.#job === undefined) return;
    const missing = missingKinds(this.#join).filter((kind) => among.includes(kind));
    this.#workshop.counts.reminded += missing.length;
    this.#orFail(() => this.#ask(missing, this.#workshop.outbox.sendAlone));
  }

  /** Ends without a composition. */
  fail(error: OutcomeError): void {
    const { id, request } = this.order;
    this.#end(failedOutcome({ id, node: request.node }, [error], this.#stopwatch.timings()));
  }

  #happen(event: JoinEvent): void {
    if (this.#ended) return;
    this.#orFail(() => {
      const { join, effect } = step(this.#join, event);
      this.#join = join;
      this.#perform(effect);
    });
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case 'none':
        break;
      case 'read-node':
        void this.#readNode(effect.atLeast);
        break;
      case 'ask':
        this.#job = this.#workshop.jobs.renew(this, this.#job);
        this.#askedAt = performance.now();
        this.#ask(effect.kinds, this.#workshop.outbox.send);
        break;
      case 'finish':
        this.#finish(effect);
        break;
      case 'give-up':
        this.#workshop.counts.overdue += 1;
        this.fail(this.#missed(effect.missing));
    }
  }

  /** Never rejects: what goes wrong ends the composition. */
  async #readNode(atLeast: number): Promise<void> {
    const { request } = this.order;
    try {
      // The store has a time limit of its own: a read that nobody waits for any more ends by itself.
      const { revision, facts } = await this.#workshop.inventory.node(request.node, { atLeast });
      const before = this.#cut;
      this.#cut = cutFor(request, facts, before);
      this.#happen({ type: 'node-read', revision, changed: this.#cut !== before });
    } catch (error) {
      this.#failBy(error);
    }
  }

  #ask(asked: readonly Kind[], send: Outbox['send']): void {
    const { id, traceparent } = this.order;
    if (this.#job === undefined || this.#cut === undefined) return;
    const common = { job: this.#job, minRevision: this.#join.revision, traceparent, request: id };
    for (const kind of asked) send(kind, { ...common, slice: this.#cut.slices[kind] });
  }

  #finish({ resolutions, revision }: Extract<Effect, { type: 'finish' }>): void {
    const { request, id } = this.order;
    if (this.#cut === undefined) throw new TypeError('a join finished before the node was read');
    const startMs = performance.now();
    const composition = compose({ request, isolation: this.#cut.isolation, resolutions });
    this.#recordSpan('compose', startMs, { failed: 'errors' in composition ? composition.errors[0]?.code : undefined });
    this.#end(composedOutcome({ request, id, revision, composition, timings: this.#stopwatch.timings() }));
  }

  #recordSpan(
    name: FinishedSpan['name'],
    startMs: number,
    { kind, failed }: { readonly kind?: Kind; readonly failed: ErrorCode | undefined },
  ): void {
    const { spans } = this.#workshop;
    if (!spans.wanted) return;
    const { id, request, traceparent } = this.order;
    const names = { request: id, node: request.node, kind, job: this.#job, revision: this.#join.revision };
    spans.record({ name, parent: traceparent, startMs, names, failed });
  }

  #missed(missing: readonly Kind[]): OutcomeError {
    const { deadlineMs } = this.order;
    if (this.#cut === undefined) return overdue(deadlineMs, 'the node inventory');
    if (missing.length === 0) return overdue(deadlineMs, 'the node inventory, which keeps changing');
    const unheard = missing.filter((kind) => this.#workshop.unheard.has(kind));
    return unheard.length > 0 ? unheardOf(unheard) : overdue(deadlineMs, missing.join(', '));
  }

  #orFail(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#failBy(error);
    }
  }

  #failBy(error: unknown): void {
    if (this.#ended) return;
    const known = knownError(error);
    const { id: request, traceparent } = this.order;
    if (known === undefined)
      this.#workshop.log.failure('composing failed unexpectedly', error, { request, traceparent });
    this.fail(known ?? unexpected);
  }

  #end(outcome: Outcome): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#endWatch?.();
    this.#workshop.jobs.close(this.#job);
    this.order.done(outcome);
  }
}
