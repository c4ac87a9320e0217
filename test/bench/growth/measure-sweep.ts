import { type SeparateOptions, startSeparate } from '../specline/separate.ts';
import { median } from '../statistics.ts';
import type { Running } from '../system/contestant.ts';
import { measure, rotated, type Speeds } from '../system/rounds.ts';
import type { Step, Sweep } from './sweeps.ts';

/** What one step came to: medians of its rounds. */
export interface Measurement {
  readonly x: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** CPU time of all processes for one request, in microseconds. */
  readonly cpu: number;
}

interface Effort {
  readonly rounds: number;
  readonly milliseconds: number;
}

/** Runs the systems of all steps side by side, and measures one after the other, round after round. */
export async function measureSweep({ steps }: Sweep, effort: Effort): Promise<Measurement[]> {
  await using started = new AsyncDisposableStack();
  const systems = new Map<SeparateOptions, Running>();
  for (const { system, open } of steps) {
    if (systems.has(system)) continue;
    const running = started.use(await startSeparate(system));
    await measure(running, { open, milliseconds: 2_000 });
    systems.set(system, running);
  }
  const speeds = new Map<Step, Speeds[]>(steps.map((step) => [step, []]));
  for (let round = 0; round < effort.rounds; round++) {
    for (const step of rotated(steps, round)) {
      const running = systems.get(step.system);
      if (running === undefined) throw new Error(`the system of step ${step.x} was not started`);
      speeds.get(step)?.push(await measure(running, { open: step.open, milliseconds: effort.milliseconds }));
    }
  }
  return Array.from(speeds, ([{ x }, each]) => measurementOf(x, each));
}

const measurementOf = (x: number, each: readonly Speeds[]): Measurement => ({
  x,
  perSecond: median(each.map(({ perSecond }) => perSecond)),
  p50: median(each.map(({ p50 }) => p50)),
  p99: median(each.map(({ p99 }) => p99)),
  cpu: median(each.map(({ cpu }) => Object.values(cpu).reduce((sum, part) => sum + part, 0))),
});
