import { type OutcomeError, shown, wording } from '@specline/contracts';
import type { Counts } from './counts.ts';
import { requestError } from './request-errors.ts';

export interface Limits {
  readonly maximumOpen: number;
  readonly maximumOpenBytes: number;
}

/** Bounds what one aggregator holds in memory. */
export interface Admission {
  /** Takes a request of so many bytes in, or says why not. */
  admit(bytes: number): OutcomeError | undefined;
  release(bytes: number): void;
  /** Requests that are open, and their size. */
  readonly open: number;
  readonly openBytes: number;
  /** No request is open any more. */
  emptied(): Promise<void>;
}

/** How long a caller should wait before it asks an overloaded aggregator again, in milliseconds. */
const retryAfterMs = 250;

/** Refuses requests at once above the limits, so that callers are not kept waiting for nothing. */
export function admission({ maximumOpen, maximumOpenBytes }: Limits, counts: Pick<Counts, 'overloaded'>): Admission {
  let open = 0;
  let openBytes = 0;
  const waiting: (() => void)[] = [];
  return {
    get open() {
      return open;
    },
    get openBytes() {
      return openBytes;
    },
    admit(bytes) {
      const full = open >= maximumOpen || openBytes + bytes > maximumOpenBytes;
      // A request that is larger than the limit by itself could else never be answered.
      if (full && open > 0) {
        counts.overloaded += 1;
        return overloaded(open, openBytes);
      }
      open += 1;
      openBytes += bytes;
      return undefined;
    },
    release(bytes) {
      open -= 1;
      openBytes -= bytes;
      if (open === 0) for (const resume of waiting.splice(0)) resume();
    },
    emptied: () => (open === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}

const overloaded = (open: number, openBytes: number): OutcomeError =>
  requestError(
    'overloaded',
    wording`${shown(open)} requests of ${shown(openBytes)} bytes are open here, as much as this aggregator takes; ask again after ${shown(retryAfterMs)} ms`,
  );
