import type { Ended, Recording } from '../generator/generator.ts';
import { type Phase, phaseAt } from '../profile/phase.ts';
import { type Ending, isError, isTurnedAway } from '../target/answer.ts';
import { Latencies, type Percentiles } from './latencies.ts';
import { type Figures, Tally } from './tally.ts';
import { type Sample, secondsOfSample, Window } from './window.ts';

export interface RecorderOptions {
  readonly phases: readonly Phase[];
  /** What is asked for at a time; absent in a closed model. */
  readonly rateAt?: (ms: number) => number;
}

/** All that is known of a run; of what was sent after the warm-up, but for the samples. */
export interface Recorded {
  readonly total: Figures;
  readonly phases: readonly Figures[];
  readonly samples: readonly Sample[];
  readonly endings: readonly { readonly ending: Ending; readonly count: number }[];
  /** Other than the request must be answered. */
  readonly wrong: number;
  /** As the outcomes say: each kind, the whole in the system, and a submit's receipt. */
  readonly parts: readonly { readonly part: string; readonly latency: Percentiles }[];
  /** How long after its time the generator sent a request. */
  readonly lateness: Percentiles;
  readonly late: number;
}

/** A request that goes out later than this is counted as late, in milliseconds. */
export const lateAfterMs = 10;

/** Takes down what a generator does, in memory that does not grow with the requests. */
export class Recorder implements Recording {
  readonly #options: RecorderOptions;
  readonly #tallies: readonly Tally[];
  readonly #window = new Window();
  readonly #windowMs: number;
  readonly #samples: Sample[] = [];
  readonly #endings = new Map<Ending, number>();
  readonly #parts = new Map<string, Latencies>();
  readonly #lateness = new Latencies();
  #late = 0;
  #wrong = 0;
  #open = 0;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#tallies = options.phases.map(() => new Tally());
    this.#windowMs = secondsOfSample(options.phases.at(-1)?.toMs ?? 0) * 1_000;
  }

  sent(intended: number, sent: number): void {
    this.#roll(sent);
    this.#open += 1;
    this.#window.sent += 1;
    this.#tally(intended).sent += 1;
    if (!this.#isMeasured(intended)) return;
    this.#lateness.record(sent - intended);
    if (sent - intended > lateAfterMs) this.#late += 1;
  }

  ended({ intended, done, answer, expected }: Ended): void {
    this.#roll(done);
    const { ending, timings } = answer;
    this.#count(ending, intended, done);
    if (!this.#isMeasured(intended)) return;
    if (expected !== undefined && !isError(ending) && ending !== expected) this.#wrong += 1;
    for (const [part, ms] of Object.entries(timings)) this.#part(part).record(ms);
  }

  abandoned(intended: number, until: number): void {
    this.#roll(until);
    this.#count('unanswered', intended, until);
  }

  /** What happened last: of the sample before the one that is under way. */
  latest(nowMs: number): { readonly sample: Sample | undefined; readonly open: number } {
    this.#roll(nowMs);
    return { sample: this.#samples.at(-1), open: this.#open };
  }

  /** @param untilMs when the last request was sent. */
  recorded(untilMs: number): Recorded {
    this.#roll(Math.max(untilMs, this.#samples.length * this.#windowMs) + this.#windowMs);
    const whole = new Tally();
    const { phases } = this.#options;
    const measured = phases.flatMap((phase, index) => {
      const tally = this.#tallies[index];
      const seconds = (Math.min(phase.toMs, untilMs) - phase.fromMs) / 1_000;
      if (!phase.measured || tally === undefined || seconds <= 0) return [];
      whole.add(tally);
      return [tally.figures(phase.name, seconds)];
    });
    return {
      total: whole.figures(
        'all',
        measured.reduce((sum, { seconds }) => sum + seconds, 0),
      ),
      phases: measured,
      samples: this.#samples.map((sample) => ({ ...sample, measured: sample.measured && isWithin(sample, untilMs) })),
      endings: [...this.#endings].map(([ending, count]) => ({ ending, count })),
      wrong: this.#wrong,
      parts: [...this.#parts].map(([part, latencies]) => ({ part, latency: latencies.summary() })),
      lateness: this.#lateness.summary(),
      late: this.#late,
    };
  }

  /** Who waited in vain counts with the time that it waited; who was turned away at once does not make the rest quick. */
  #count(ending: Ending, intended: number, until: number): void {
    this.#open -= 1;
    const tally = this.#tally(intended);
    tally.ended(ending);
    if (isError(ending)) this.#window.errors += 1;
    else this.#window.done += 1;
    if (this.#isMeasured(intended)) this.#endings.set(ending, (this.#endings.get(ending) ?? 0) + 1);
    if (isTurnedAway(ending)) return;
    tally.latencies.record(until - intended);
    this.#window.latencies.record(until - intended);
  }

  /** Closes the samples that are over by now. */
  #roll(nowMs: number): void {
    for (let at = this.#samples.length * this.#windowMs; nowMs >= at + this.#windowMs; at += this.#windowMs) {
      const asked = this.#options.rateAt?.(at + this.#windowMs / 2);
      this.#samples.push(
        this.#window.close({
          at: at / 1_000,
          seconds: this.#windowMs / 1_000,
          measured: this.#isMeasured(at),
          open: this.#open,
          ...(asked === undefined ? {} : { asked }),
        }),
      );
    }
  }

  #part(part: string): Latencies {
    const known = this.#parts.get(part) ?? new Latencies();
    this.#parts.set(part, known);
    return known;
  }

  #tally(intended: number): Tally {
    const tally = this.#tallies[phaseAt(this.#options.phases, intended)];
    if (tally === undefined) throw new RangeError('a run has at least one phase');
    return tally;
  }

  #isMeasured = (ms: number): boolean => this.#options.phases[phaseAt(this.#options.phases, ms)]?.measured ?? false;
}

/** The last second of a run that is ended early, and those in which it waits for answers, are not like the others. */
const isWithin = ({ at, seconds }: Sample, untilMs: number): boolean => (at + seconds) * 1_000 <= untilMs + 1;
