import type { Kind } from '@specline/contracts';
import type { Composing } from './composing.ts';

/** How long after "no responders" the work is offered again, in milliseconds; doubled up to the second number. */
const firstPauseMs = 50;
const longestPauseMs = 800;
/** How long after an offer a refusal may come, in milliseconds; the broker's answer takes one or two. */
const refusalMs = 50;

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
  const offers = new Map<Kind, NodeJS.Timeout>();
  const refusals = new Map<Kind, NodeJS.Timeout>();

  const offerAgain = (kind: Kind): void => {
    offers.delete(kind);
    // A worker that has come since may be slow, but it is there.
    refusals.set(
      kind,
      setTimeout(() => unheard.delete(kind), refusalMs),
    );
    for (const composing of open.values()) composing.askAgain([kind]);
  };
  return {
    kinds: unheard,
    refused(kind) {
      unheard.add(kind);
      clearTimeout(refusals.get(kind));
      if (offers.has(kind)) return;
      const pause = pauses.get(kind) ?? firstPauseMs;
      pauses.set(kind, Math.min(pause * 2, longestPauseMs));
      offers.set(kind, setTimeout(offerAgain, pause, kind));
    },
    heard(kind) {
      unheard.delete(kind);
      pauses.delete(kind);
    },
    stop() {
      for (const timer of [...offers.values(), ...refusals.values()]) clearTimeout(timer);
    },
  };
}
