import type { Sample } from '../load/closed-loop.ts';
import type { Client } from '../load/role.ts';

/** A system that can be measured. */
export interface Contestant {
  readonly name: string;
  /** What it is and does, and what it lacks beside Specline, in words for the report. */
  readonly about: string;
  readonly lacks: string;
  /** What its speed is told as a part of. */
  readonly baseline?: string;
  /** The numbers of open requests that make sense; all unless given. */
  readonly open?: readonly number[];
  start(): Promise<Running>;
}

export interface Running extends AsyncDisposable {
  readonly client: Client;
  /** All processes of the system by name, its client and servers among them. */
  readonly processes: ReadonlyMap<string, number>;
  /** @throws Error where an answer is not what it must be. */
  verify?(samples: readonly Sample[]): void;
}
