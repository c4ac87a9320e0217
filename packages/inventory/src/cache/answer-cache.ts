import { LRUCache } from 'lru-cache';
import { freeze } from '../document/freeze.ts';
import { newEnough } from '../errors.ts';
import type { ReadOptions } from '../node-inventory.ts';
import { within } from '../within.ts';
import { sizeOf } from './size.ts';

interface Answer {
  readonly revision: number;
}

/** One read of one node. */
export interface Question<T extends Answer> {
  readonly node: string;
  /** Tells it from every other question. */
  readonly key: string;
  /** Asks the store for an answer of any revision. */
  ask(): Promise<T>;
  /** Whether an answer has all that is asked for; only such are kept. */
  isWhole(answer: T): boolean;
}

export interface Limits {
  readonly maximumAgeMs: number;
  readonly maximumEntries: number;
  readonly maximumBytes: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

export interface CacheCounts {
  /** Answered from what is kept. */
  hits: number;
  /** Answered together with a read that was under way. */
  shared: number;
  /** Asked of the store. */
  misses: number;
}

/** A node of which something is kept or under way. */
interface KnownNode {
  readonly name: string;
  /** The highest revision that was heard of; what is older is not served. */
  newest: number;
  /** How much is kept and under way. */
  uses: number;
}

interface Kept {
  readonly node: KnownNode;
  readonly answer: Answer;
  readonly until: number;
}

interface UnderWay {
  readonly answer: Promise<Answer>;
  /** It was asked when this revision was known to be there, so that it is not older. */
  readonly atLeast: number;
}

/** Keeps answers for a short time: whole ones, each of one revision, none older than what was heard of its node. */
export class AnswerCache {
  readonly counts: CacheCounts = { hits: 0, shared: 0, misses: 0 };
  readonly #limits: Limits;
  readonly #kept: LRUCache<string, Kept>;
  readonly #underWay = new Map<string, UnderWay>();
  readonly #nodes = new Map<string, KnownNode>();

  constructor(limits: Limits) {
    this.#limits = limits;
    const { maximumEntries: max, maximumBytes: maxSize } = limits;
    this.#kept = new LRUCache({ max, maxSize, dispose: ({ node }) => this.#release(node) });
  }

  /** @throws what the store throws, StaleInventory, or the signal's reason. */
  async read<T extends Answer>(question: Question<T>, { atLeast, signal }: ReadOptions): Promise<T> {
    signal?.throwIfAborted();
    const kept = this.#get(question.key, atLeast) as T | undefined;
    if (kept !== undefined) {
      this.counts.hits += 1;
      return kept;
    }
    // One that gives up must not end it for those who share it.
    const answer = (await within(this.#join(question, atLeast), { signal })) as T;
    return newEnough(question.node, answer, atLeast);
  }

  /** A node is at this revision, or a later one. */
  heard(node: string, revision: number): void {
    const known = this.#nodes.get(node);
    if (known !== undefined) known.newest = Math.max(known.newest, revision);
  }

  #get(key: string, atLeast: number): Answer | undefined {
    const kept = this.#kept.get(key);
    if (kept === undefined) return undefined;
    const { answer, node, until } = kept;
    if (this.#limits.now() < until && answer.revision >= Math.max(atLeast, node.newest)) return answer;
    this.#kept.delete(key);
    return undefined;
  }

  #join<T extends Answer>(question: Question<T>, wanted: number): Promise<Answer> {
    const node = this.#nodes.get(question.node) ?? { name: question.node, newest: 0, uses: 0 };
    const atLeast = Math.max(wanted, node.newest);
    const open = this.#underWay.get(question.key);
    if (open !== undefined && open.atLeast >= atLeast) {
      this.counts.shared += 1;
      return open.answer;
    }
    this.counts.misses += 1;
    const underWay = { atLeast, answer: this.#ask(question, node) };
    this.#underWay.set(question.key, underWay);
    const over = () => {
      if (this.#underWay.get(question.key) === underWay) this.#underWay.delete(question.key);
    };
    underWay.answer.then(over, over);
    return underWay.answer;
  }

  async #ask<T extends Answer>(question: Question<T>, node: KnownNode): Promise<T> {
    const until = this.#limits.now() + this.#limits.maximumAgeMs;
    this.#use(node);
    try {
      const answer = freeze(await question.ask());
      node.newest = Math.max(node.newest, answer.revision);
      if (answer.revision === node.newest && question.isWhole(answer))
        this.#keep(question.key, { node, answer, until });
      return answer;
    } finally {
      this.#release(node);
    }
  }

  #keep(key: string, kept: Kept): void {
    const size = sizeOf(key) + sizeOf(kept.answer);
    if (size > this.#limits.maximumBytes) return;
    this.#use(kept.node);
    this.#kept.set(key, kept, { size });
  }

  #use(node: KnownNode): void {
    node.uses += 1;
    this.#nodes.set(node.name, node);
  }

  #release(node: KnownNode): void {
    node.uses -= 1;
    if (node.uses === 0) this.#nodes.delete(node.name);
  }
}
