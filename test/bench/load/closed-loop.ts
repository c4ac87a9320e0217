import { percentile } from '../statistics.ts';

/** A load: so many requests are open at any time, each new one begins when one is answered. */
export interface Load {
  readonly open: number;
  readonly milliseconds: number;
}

/** What a load came to. */
export interface Measured {
  readonly completed: number;
  /** From the first request to the last answer. */
  readonly milliseconds: number;
  /** Of one request, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Some of the answers, by the index of their request. */
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly index: number;
  readonly text: string;
}

/** A client of a system, as a closed loop uses it. */
export interface Asking<T> {
  /** Asks one request; rejects where the answer is not a right one, which ends the benchmark. */
  ask(index: number): Promise<T>;
  /** What of an answer is compared with what is right, for one in some hundred. */
  text(answer: T): string;
}

const sampleEvery = 499;

/** Loads a system. Indexes go on from load to load, so that no two requests of a run have the same. */
export class ClosedLoop<T> {
  readonly #asking: Asking<T>;
  #next = 0;

  constructor(asking: Asking<T>) {
    this.#asking = asking;
  }

  async run({ open, milliseconds }: Load): Promise<Measured> {
    const latencies: number[] = [];
    const samples: Sample[] = [];
    const began = performance.now();
    const until = began + milliseconds;
    const caller = async (): Promise<void> => {
      for (let now = performance.now(); now < until; ) {
        const index = this.#next++;
        const answer = await this.#asking.ask(index);
        if (index % sampleEvery === 0) samples.push({ index, text: this.#asking.text(answer) });
        const then = performance.now();
        latencies.push(then - now);
        now = then;
      }
    };
    await Promise.all(Array.from({ length: open }, caller));
    const took = performance.now() - began;
    const sorted = Float64Array.from(latencies).sort();
    return {
      completed: sorted.length,
      milliseconds: took,
      p50: percentile(sorted, 0.5),
      p99: percentile(sorted, 0.99),
      samples,
    };
  }
}
