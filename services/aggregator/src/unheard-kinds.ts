import { type Kind, kinds } from '@specline/contracts';
import type { Composing } from './composing.ts';

/** How long after "no responders" the work is offered again, in milliseconds; doubled up to the second number. */
const firstPauseMs = 50;
const longestPauseMs = 800;

/** The kinds whose work nobody takes at present. */
export interface UnheardKinds {
  readonly kinds: ReadonlySet<Kind>;
  /** The broker said that nobody listens to this kind's work. */
  refused(kind: Kind): void;
  /** A worker of this kind answered. */
  heard(kind: Kind): void;
  stop(): void;
}

/** Offers the work of a kind that nobody takes again and again, until somebody does or the compositions end. */
export function unheardKinds(open: ReadonlyMap<string, Composing>): UnheardKinds {
  const unheard = new Set<Kind>();
  const pauses = new Map<Kind, number>();
  const timers = new Map<Kind, NodeJS.Timeout>();

  const offerAgain = (kind: Kind): void => {
    timers.delete(kind);
    // Until it is refused again: a worker that has come since may be slow, but it is there.
    unheard.delete(kind);
    for (const composing of open.values()) composing.askAgain([kind]);
  };
  return {
    kinds: unheard,
    refused(kind) {
      unheard.add(kind);
      if (timers.has(kind)) return;
      const pause = pauses.get(kind) ?? firstPauseMs;
      pauses.set(kind, Math.min(pause * 2, longestPauseMs));
      timers.set(kind, setTimeout(offerAgain, pause, kind));
    },
    heard(kind) {
      unheard.delete(kind);
      pauses.delete(kind);
    },
    stop() {
      for (const kind of kinds) clearTimeout(timers.get(kind));
    },
  };
}
