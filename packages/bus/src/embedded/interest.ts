import type { Receiver } from '../messages/receiver.ts';
import { isWild, subjectMatcher } from '../messages/subject.ts';

interface WildInterest {
  readonly matches: (subject: string) => boolean;
  readonly receiver: Receiver;
}

/** Who listens on which subjects, as a broker knows it. */
export class Interest {
  readonly #literal = new Map<string, Set<Receiver>>();
  readonly #wild = new Set<WildInterest>();
  /** How many messages each queue has had, so that its members take turns. */
  readonly #turns = new Map<string, number>();

  /** Gives what ends the interest. */
  add(receiver: Receiver): () => void {
    const { subject } = receiver;
    if (!isWild(subject)) return this.#addLiteral(receiver);
    const interest = { matches: subjectMatcher(subject), receiver };
    this.#wild.add(interest);
    return () => this.#wild.delete(interest);
  }

  /** Those who get a message: all without a queue, and one of each queue. */
  audience(subject: string): readonly Receiver[] {
    const all = this.#listeners(subject);
    if (all.every(({ queue }) => queue === undefined)) return all;
    const queues = Map.groupBy(all, ({ queue }) => queue);
    return [...queues].flatMap(([queue, members]) => (queue === undefined ? members : this.#nextOf(queue, members)));
  }

  /** All receivers. */
  *receivers(): Iterable<Receiver> {
    for (const receivers of this.#literal.values()) yield* receivers;
    for (const { receiver } of this.#wild) yield receiver;
  }

  clear(): void {
    this.#literal.clear();
    this.#wild.clear();
  }

  #addLiteral(receiver: Receiver): () => void {
    const { subject } = receiver;
    const receivers = this.#literal.get(subject) ?? new Set();
    this.#literal.set(subject, receivers.add(receiver));
    return () => {
      if (receivers.delete(receiver) && receivers.size === 0) this.#literal.delete(subject);
    };
  }

  #listeners(subject: string): Receiver[] {
    const listeners = [...(this.#literal.get(subject) ?? [])];
    for (const { matches, receiver } of this.#wild) if (matches(subject)) listeners.push(receiver);
    return listeners;
  }

  #nextOf(queue: string, members: readonly Receiver[]): readonly Receiver[] {
    const turn = this.#turns.get(queue) ?? 0;
    this.#turns.set(queue, turn + 1);
    const next = members[turn % members.length];
    return next === undefined ? [] : [next];
  }
}
