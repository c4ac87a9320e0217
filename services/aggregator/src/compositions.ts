import type { OutcomeError } from '@specline/contracts';
import { Composing } from './composing.ts';
import type { Order, Workshop } from './workshop.ts';

/** All compositions of one aggregator that have not ended. */
export interface Compositions {
  /** How many there are. */
  readonly size: number;
  start(order: Order): void;
  /** Ends all that are open. */
  failAll(error: OutcomeError): void;
}

export function compositions(workshop: Workshop): Compositions {
  const open = new Set<Composing>();
  return {
    get size() {
      return open.size;
    },
    start(order) {
      const composing = new Composing(workshop, {
        ...order,
        done(outcome) {
          open.delete(composing);
          workshop.durations.composition[order.way](composing.elapsed() / 1_000);
          order.done(outcome);
        },
      });
      open.add(composing);
      composing.start();
    },
    failAll(error) {
      for (const composing of open) composing.fail(error);
    },
  };
}
