import { SpeclineError } from '@specline/client';
import { shown, wording } from '@specline/contracts';

/** Lets only so many streams be open at a time, of whatever kind. */
export class StreamDoor {
  readonly #maximum: number;
  #open = 0;

  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  /** Runs a stream to its end. @throws SpeclineError `overloaded` where too many are open. */
  async through(stream: () => Promise<void>): Promise<void> {
    if (this.#open >= this.#maximum) throw tooMany(this.#open);
    this.#open += 1;
    try {
      await stream();
    } finally {
      this.#open -= 1;
    }
  }
}

const tooMany = (open: number): SpeclineError =>
  new SpeclineError('overloaded', wording`${shown(open)} streams of events are open; come again in a second`);
