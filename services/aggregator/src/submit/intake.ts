import type { Log, Taking } from '@specline/bus';

/** So many attempts in a row come to nothing before it is taken for an outage. */
const tolerated = 4;
/** Between an outage's first trials, in milliseconds; doubled up to the second number. */
const firstPauseMs = 500;
const longestPauseMs = 4_000;

/**
 * Takes fewer submits while attempts come to nothing, whatever the reason: each delivery counts, and an outage of the
 * inventory, the workers or the journal must not use them up. It then tries one submit now and then.
 */
export class Intake {
  readonly #taking: Pick<Taking, 'pause' | 'resume'>;
  readonly #log: Log;
  #state: 'open' | 'paused' | 'trying' = 'open';
  #failures = 0;
  #pauseMs = firstPauseMs;
  #timer: NodeJS.Timeout | undefined;

  constructor(taking: Pick<Taking, 'pause' | 'resume'>, log: Log) {
    this.#taking = taking;
    this.#log = log;
  }

  /** Whether submits are taken without restraint. */
  get isOpen(): boolean {
    return this.#state === 'open';
  }

  /** An attempt came to something, be it a failure that is final. */
  succeeded(): void {
    this.#failures = 0;
    if (this.#state === 'open') return;
    this.#state = 'open';
    this.#pauseMs = firstPauseMs;
    this.stop();
    this.#taking.resume();
    this.#log.note('submits are taken again');
  }

  /** An attempt came to nothing and will be made again. */
  failed(): void {
    this.#failures += 1;
    if (this.#state === 'paused' || this.#failures < tolerated) return;
    if (this.#state === 'open') this.#log.warning('submits rest: attempts come to nothing', { count: this.#failures });
    this.#state = 'paused';
    this.#taking.pause();
    this.#timer = setTimeout(() => this.#try(), this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
  }

  /** Forgets the next trial. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #try(): void {
    this.#state = 'trying';
    this.#taking.resume(1);
  }
}
