import type { Timeline } from '../state/timeline.ts';
import { durationText, rateText } from '../state/words.ts';
import { Chart } from './chart.ts';
import { part } from './element.ts';

/** What the charts show, in seconds: some sixty points each. */
export const windows = { '1 min': [60, 1], '5 min': [300, 5], '15 min': [900, 15] } as const;
export type Window = keyof typeof windows;

/** Throughput and latency over time. */
export class Charts {
  readonly #throughput = new Chart(part('throughput', HTMLDivElement), {
    lines: [
      { label: 'composed', colour: 'accent', filled: true },
      { label: 'failed', colour: 'bad' },
    ],
    format: rateText,
    least: 1,
  });
  readonly #latency = new Chart(part('latency', HTMLDivElement), {
    lines: [
      { label: 'p50', colour: 'soft' },
      { label: 'p95', colour: 'accent' },
      { label: 'p99', colour: 'strong' },
    ],
    format: durationText,
    least: 5,
  });

  show(timeline: Timeline, now: number, window: Window): void {
    const [seconds, step] = windows[window];
    const steps = timeline.steps(now, { seconds, step });
    const times = steps.map(({ at }) => at);
    const lists = (names: readonly ('composed' | 'failed' | 'p50' | 'p95' | 'p99')[]) =>
      names.map((name) => steps.map((each) => each[name] ?? null));
    this.#throughput.show([times, ...lists(['composed', 'failed'])]);
    this.#latency.show([times, ...lists(['p50', 'p95', 'p99'])]);
  }

  repaint(): void {
    this.#throughput.repaint();
    this.#latency.repaint();
  }
}
