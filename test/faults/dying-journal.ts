import type { Delivery, Journal } from '@specline/bus';

/** Decides before each call of a journal by its taker, by name and count from 1, whether the taker dies after it. */
export type DiesAfter = (call: string, count: number) => boolean;

/** A journal as one taker has it, and whether that one still lives. */
export interface DyingJournal {
  readonly journal: Journal;
  /** Resolves with the name of its last call. */
  readonly dead: Promise<string>;
}

/**
 * The taker dies between two steps: what it called before has happened, its answer never comes, and nothing that it
 * does afterwards reaches the journal, as after a SIGKILL at that very moment.
 */
export function dyingJournal(journal: Journal, diesAfter: DiesAfter): DyingJournal {
  const dead = Promise.withResolvers<string>();
  let lives = true;
  let count = 0;
  const after = (call: string): void => {
    count += 1;
    if (!lives || !diesAfter(call, count)) return;
    lives = false;
    dead.resolve(call);
  };
  const never = new Promise<never>(() => {});
  const step = async <T>(call: string, work: () => Promise<T>): Promise<T> => {
    if (!lives) return never;
    const result = await work();
    after(call);
    return lives ? result : never;
  };
  const told = (call: string, tell: () => void): void => {
    if (lives) tell();
    after(call);
  };
  const mortal = (delivery: Delivery): Delivery => ({
    ...entryOf(delivery),
    acknowledge: () => told('acknowledge', () => delivery.acknowledge()),
    terminate: () => told('terminate', () => delivery.terminate()),
    retryAfter: (milliseconds) => told('retryAfter', () => delivery.retryAfter(milliseconds)),
    extend: () => {
      if (lives) delivery.extend();
    },
  });
  return {
    dead: dead.promise,
    journal: {
      ...bound(journal),
      last: (...args) => step('last', () => journal.last(...args)),
      lastOnReplica: (...args) => step('lastOnReplica', () => journal.lastOnReplica(...args)),
      appendFirst: (...args) => step('appendFirst', () => journal.appendFirst(...args)),
      appendOnce: (...args) => step('appendOnce', () => journal.appendOnce(...args)),
      async take(stream, options, handler) {
        const taking = await journal.take(stream, options, (delivery) => {
          if (lives) handler(mortal(delivery));
        });
        void dead.promise.then(() => taking.stop());
        return taking;
      },
    },
  };
}

const entryOf = ({ subject, text, headers, sequence, recordedAt, deliveryCount }: Delivery) => ({
  subject,
  text,
  headers,
  sequence,
  recordedAt,
  deliveryCount,
});

/** A journal whose methods can be replaced one by one. */
export const bound = (journal: Journal): Journal => ({
  prepare: (...args) => journal.prepare(...args),
  append: (...args) => journal.append(...args),
  appendFirst: (...args) => journal.appendFirst(...args),
  appendOnce: (...args) => journal.appendOnce(...args),
  last: (...args) => journal.last(...args),
  lastOnReplica: (...args) => journal.lastOnReplica(...args),
  at: (...args) => journal.at(...args),
  read: (...args) => journal.read(...args),
  follow: (...args) => journal.follow(...args),
  take: (...args) => journal.take(...args),
  remove: (...args) => journal.remove(...args),
  close: () => journal.close(),
});
