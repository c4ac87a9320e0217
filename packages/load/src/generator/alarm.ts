import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { alarmCells } from './alarm-cells.ts';

/** What it takes to wake up; so much earlier it is woken, and looks at the clock for the rest. */
const wakingMs = 0.2;

/**
 * Waits to some microseconds. A timer of Node's may be late by a whole millisecond, which would be a part of each latency
 * of an open model; a thread that sleeps is not, and unlike a loop that looks at the clock it takes no processor.
 */
export class Alarm implements AsyncDisposable {
  readonly #cells = new Int32Array(new SharedArrayBuffer(alarmCells.bytes));
  readonly #worker = new Worker(new URL('./alarm-worker.ts', import.meta.url), { workerData: this.#cells.buffer });

  /** Resolves a moment before so many milliseconds are over; within it, as soon as answers that have arrived were taken. */
  async wait(ms: number): Promise<void> {
    const microseconds = Math.round((ms - wakingMs) * 1_000);
    if (microseconds < 1) return setImmediate();
    Atomics.store(this.#cells, alarmCells.rung, 0);
    const rung = Atomics.waitAsync(this.#cells, alarmCells.rung, 0);
    Atomics.store(this.#cells, alarmCells.asked, microseconds);
    Atomics.notify(this.#cells, alarmCells.asked);
    await rung.value;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.terminate();
  }
}
