import { type Ending, isError } from '../target/answer.ts';
import { type CurvePoint, Latencies, type Percentiles } from './latencies.ts';

/** The figures of a phase, or of all that is measured. */
export interface Figures {
  readonly name: string;
  /** Seconds that it took. */
  readonly seconds: number;
  readonly sent: number;
  /** Answers: composed, or refused as the reference would. */
  readonly done: number;
  readonly errors: number;
  readonly donePerSecond: number;
  readonly latency: Percentiles;
  readonly curve: readonly CurvePoint[];
}

/** Counts the requests of a phase. */
export class Tally {
  readonly latencies = new Latencies();
  sent = 0;
  #done = 0;
  #errors = 0;

  ended(ending: Ending): void {
    if (isError(ending)) this.#errors += 1;
    else this.#done += 1;
  }

  add(other: Tally): void {
    this.latencies.add(other.latencies);
    this.sent += other.sent;
    this.#done += other.#done;
    this.#errors += other.#errors;
  }

  figures(name: string, seconds: number): Figures {
    return {
      name,
      seconds,
      sent: this.sent,
      done: this.#done,
      errors: this.#errors,
      donePerSecond: seconds > 0 ? this.#done / seconds : 0,
      latency: this.latencies.summary(),
      curve: this.latencies.curve(),
    };
  }
}
