import type { LoadResult } from '../result/load-result.ts';
import { judge, type Verdict } from './judge.ts';
import { type Bounds, below, type Known, learn, nextRate } from './search.ts';

/** A run of the search. */
export interface Step extends Verdict {
  readonly rate: number;
  readonly seconds: number;
  readonly sent: number;
  readonly errors: number;
  readonly p99: number | null;
  readonly confirms: boolean;
}

/** The highest rate that keeps to a target, and how sure that is. */
export interface Maximum {
  /** Null: no rate did. */
  readonly rate: number | null;
  readonly targetMs: number;
  /** Of so many runs at this rate, so many met the target. */
  readonly confirmedBy: number;
  readonly confirmations: number;
  /** Why it is no higher: what held back the lowest rate that missed, or the bound that the search was given. */
  readonly limitedBy: NonNullable<Verdict['by']> | 'bound' | 'interruption';
  readonly steps: readonly Step[];
  /** The last run at this rate. */
  readonly result: LoadResult | undefined;
}

export interface SearchOptions extends Bounds {
  readonly targetMs: number;
  readonly run: (rate: number, seconds: number) => Promise<LoadResult>;
  readonly tell?: (step: Step) => void;
  readonly signal: AbortSignal;
}

/** So many runs at the rate that was found have to meet the target. */
const confirmations = 3;

/** Long enough for a p99 that twenty latencies are beyond, within what a user waits for. */
export const secondsFor = (rate: number): number => Math.round(Math.min(30, Math.max(5, 2_000 / rate)));

/** Finds the highest rate that keeps to a target: by doubling, then by halving the gap, then by runs that confirm it. */
export async function findMaximum(options: SearchOptions): Promise<Maximum> {
  const search = new Search(options);
  for (let rate = nextRate({}, options); rate !== undefined; rate = nextRate(search.known, options)) {
    if (options.signal.aborted) break;
    search.learn(await search.step(rate, false));
  }
  for (let rate = search.known.met; rate !== undefined; rate = below(rate)) {
    if (await search.confirm(rate)) return search.found(rate, confirmations);
    if (options.signal.aborted) break;
  }
  return search.found(null, 0);
}

class Search {
  known: Known = {};
  readonly #options: SearchOptions;
  readonly #steps: Step[] = [];
  #result: LoadResult | undefined;

  constructor(options: SearchOptions) {
    this.#options = options;
  }

  async step(rate: number, confirms: boolean): Promise<Step> {
    const { run, targetMs, tell, signal } = this.#options;
    const seconds = secondsFor(rate);
    const result = await run(rate, seconds);
    const { errors, sent, latency } = result.total;
    // Of a run that was cut short nothing is known.
    const verdict = signal.aborted ? { met: false } : judge(result, targetMs);
    const step = { rate, seconds, sent, errors, p99: latency.p99 ?? latency.max, confirms, ...verdict };
    this.#result = result;
    this.#steps.push(step);
    tell?.(step);
    return step;
  }

  learn({ rate, met }: Step): void {
    if (!this.#options.signal.aborted) this.known = learn(this.known, rate, met);
  }

  /** Whether each of a few runs meets the target; the first that does not decides. */
  async confirm(rate: number): Promise<boolean> {
    for (let count = 0; count < confirmations; count++) {
      if (this.#options.signal.aborted) return false;
      const step = await this.step(rate, true);
      if (!step.met) {
        this.learn(step);
        return false;
      }
    }
    return true;
  }

  found(rate: number | null, confirmedBy: number): Maximum {
    const { targetMs, signal } = this.#options;
    const limit = this.#steps
      .filter((step) => step.by !== undefined)
      .toSorted((left, right) => left.rate - right.rate)[0];
    const limitedBy = signal.aborted ? 'interruption' : (limit?.by ?? 'bound');
    return { rate, targetMs, confirmedBy, confirmations, limitedBy, steps: this.#steps, result: this.#result };
  }
}
