import { performance } from 'node:perf_hooks';
import type { Log } from '@specline/bus';
import {
  type CreateRequest,
  encode,
  type Isolation,
  type Kind,
  kinds,
  type NodeFacts,
  type Outcome,
  type OutcomeError,
  type Partial,
  type Slices,
  shown,
  wording,
} from '@specline/contracts';
import type { NodeInventory } from '@specline/inventory';
import { compose, settleIsolation, slicesOf } from '@specline/rules';
import { type Effect, type Join, type JoinEvent, missingKinds, openJoin, step } from './join/join.ts';
import { knownError, unexpected } from './known-error.ts';
import type { Outbox } from './outbox.ts';
import { composedOutcome, failedOutcome, requestError } from './outcome.ts';

/** The open jobs of an aggregator; a partial whose job is not among them does not count. */
export interface JobBook {
  /** Opens a new job for a composition. */
  open(composing: Composing): string;
  close(job: string): void;
}

/** What all compositions of one aggregator share. */
export interface Workshop {
  readonly inventory: NodeInventory;
  readonly outbox: Outbox;
  readonly log: Log;
  readonly jobs: JobBook;
  /** Kinds whose work nobody takes at present. */
  readonly unheard: ReadonlySet<Kind>;
}

export interface Order {
  readonly id: string;
  readonly request: CreateRequest;
  readonly traceparent: string;
  readonly deadlineMs: number;
  /** Called once. */
  readonly done: (outcome: Outcome) => void;
}

/** What was cut from the node's facts; all of it anew when they change. */
interface Cut {
  readonly facts: NodeFacts;
  readonly isolation: Isolation;
  readonly slices: Slices;
}

/** One request on its way from receipt to outcome: runs the effects of the pure join. */
export class Composing {
  readonly order: Order;
  readonly startedAt = performance.now();
  readonly #workshop: Workshop;
  readonly #ended = new AbortController();
  readonly #timings: Record<string, number> = {};
  #timers: NodeJS.Timeout[] = [];
  #join: Join = openJoin(0);
  #cut: Cut | undefined;
  #job: string | undefined;

  constructor(workshop: Workshop, order: Order) {
    this.#workshop = workshop;
    this.order = order;
  }

  /** Reads the node's facts and asks all kinds. */
  async start(): Promise<void> {
    const { deadlineMs, request } = this.order;
    this.#timers = [
      setTimeout(() => this.#happen({ type: 'deadline' }), deadlineMs),
      setTimeout(() => this.#remind(), deadlineMs / 4),
    ];
    await this.#readNode(request.minInventoryRevision ?? 0);
  }

  /** A partial of the current job has come; returns how long that took, or nothing if it does not count. */
  answer(kind: Kind, partial: Partial): number | undefined {
    if (this.#join.answers[kind] !== undefined) return undefined;
    const durationMs = this.#elapsed();
    this.#timings[kind] = durationMs;
    this.#happen({ type: 'partial', kind, partial });
    return durationMs;
  }

  /** Asks the kinds among these that are still missing once more, each job in a message of its own. */
  askAgain(among: readonly Kind[] = kinds): void {
    if (this.#job === undefined) return;
    const missing = missingKinds(this.#join).filter((kind) => among.includes(kind));
    this.#ask(missing, 'alone');
  }

  #remind(round = 2): void {
    this.askAgain();
    const quarter = this.order.deadlineMs / 4;
    if (round < 4) this.#timers.push(setTimeout(() => this.#remind(round + 1), quarter));
  }

  #happen(event: JoinEvent): void {
    if (this.#ended.signal.aborted) return;
    try {
      const { join, effect } = step(this.#join, event);
      this.#join = join;
      this.#perform(effect);
    } catch (error) {
      this.#failBy(error);
    }
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case 'none':
        return;
      case 'read-node':
        void this.#readNode(effect.atLeast);
        return;
      case 'ask':
        this.#openJob();
        this.#ask(effect.kinds, 'together');
        return;
      case 'finish':
        this.#finish(effect);
        return;
      case 'give-up':
        this.#fail(this.#missed(effect.missing));
    }
  }

  #openJob(): void {
    this.#closeJob();
    this.#job = this.#workshop.jobs.open(this);
  }

  #closeJob(): void {
    if (this.#job !== undefined) this.#workshop.jobs.close(this.#job);
    this.#job = undefined;
  }

  /** Never rejects: what goes wrong ends the composition. */
  async #readNode(atLeast: number): Promise<void> {
    const { request } = this.order;
    try {
      const options = { atLeast, signal: this.#ended.signal };
      const { revision, facts } = await this.#workshop.inventory.node(request.node, options);
      const changed = this.#cut === undefined || encode(facts) !== encode(this.#cut.facts);
      if (changed) this.#cut = cutFor(request, facts);
      this.#happen({ type: 'node-read', revision, changed });
    } catch (error) {
      this.#failBy(error);
    }
  }

  #ask(asked: readonly Kind[], how: 'together' | 'alone'): void {
    const { outbox } = this.#workshop;
    const send = how === 'alone' ? outbox.sendAlone : outbox.send;
    for (const kind of asked) send(kind, this.#jobFor(kind));
  }

  #jobFor(kind: Kind) {
    const { id, traceparent } = this.order;
    const slice = this.#cut?.slices[kind];
    return { job: this.#job ?? '', minRevision: this.#join.revision, traceparent, request: id, slice };
  }

  #finish({ resolutions, revision }: Extract<Effect, { type: 'finish' }>): void {
    const { request, id } = this.order;
    const isolation = this.#cut?.isolation ?? 'process';
    const composition = compose({ request, isolation, resolutions });
    this.#end(composedOutcome({ request, id, revision, composition, timings: this.#stamped() }));
  }

  #missed(missing: readonly Kind[]): OutcomeError {
    const unheard = missing.filter((kind) => this.#workshop.unheard.has(kind));
    if (unheard.length > 0) {
      const words = wording`no ${shown(unheard.join(', '))} worker is running; start one and ask again`;
      return requestError('unavailable', words);
    }
    const waitedFor = missing.length > 0 ? missing.join(', ') : 'the inventory, which keeps changing';
    const words = wording`${shown(this.order.deadlineMs)} ms are over, still waiting for: ${shown(waitedFor)}; ask again`;
    return requestError('deadline', words);
  }

  #failBy(error: unknown): void {
    if (this.#ended.signal.aborted) return;
    const known = knownError(error);
    if (known === undefined)
      this.#workshop.log.failure('composition failed unexpectedly', error, { request: this.order.id });
    this.#fail(known ?? unexpected);
  }

  #fail(error: OutcomeError): void {
    const { id, request } = this.order;
    this.#end(failedOutcome({ id, node: request.node }, [error], this.#stamped()));
  }

  #end(outcome: Outcome): void {
    if (this.#ended.signal.aborted) return;
    this.#ended.abort();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#closeJob();
    this.order.done(outcome);
  }

  #stamped(): Record<string, number> {
    return { ...this.#timings, total: this.#elapsed() };
  }

  #elapsed(): number {
    return Math.round((performance.now() - this.startedAt) * 1000) / 1000;
  }
}

function cutFor(request: CreateRequest, facts: NodeFacts): Cut {
  const isolation = settleIsolation(request, facts);
  return { facts, isolation, slices: slicesOf(request, facts, isolation) };
}
