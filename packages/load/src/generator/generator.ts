import type { Requests } from '../mix/load-request.ts';
import type { Answer } from '../target/answer.ts';
import type { Target } from '../target/target.ts';

/** A request that has ended; times are milliseconds from the run's beginning. */
export interface Ended {
  /** When it was meant to be sent; of a closed model, when it was. */
  readonly intended: number;
  readonly sent: number;
  readonly done: number;
  readonly answer: Answer;
  /** Absent: any final answer is right. */
  readonly expected: string | undefined;
}

/** Who is told what happens. */
export interface Recording {
  sent(intended: number, sent: number): void;
  ended(ended: Ended): void;
  /** Was sent, and no answer was waited for any longer. */
  abandoned(intended: number, until: number): void;
}

export interface GeneratorOptions {
  readonly target: Target;
  readonly requests: Requests;
  readonly recording: Recording;
  /** Ends the run early. */
  readonly signal: AbortSignal;
  /** How long is waited for answers after the last request, in milliseconds. */
  readonly drainMs: number;
}

/** What a generator did. */
export interface Generated {
  readonly sent: number;
  /** Due by the end and never sent, for the generator, or the bound of open requests, held them back. */
  readonly notSent: number;
  readonly endedAtMs: number;
}
