/** A part of a run with figures of its own. */
export interface Phase {
  readonly name: string;
  /** Milliseconds from the run's beginning. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Warm-up is sent as all else, and left out of the figures. */
  readonly measured: boolean;
}

export const warmUpName = 'warm-up';

/** The phases of a run without a schedule: after the warm-up, one. */
export function closedPhases(name: string, warmUpMs: number, durationMs: number): readonly Phase[] {
  const measured = { name, fromMs: warmUpMs, toMs: warmUpMs + durationMs, measured: true };
  return warmUpMs === 0 ? [measured] : [{ name: warmUpName, fromMs: 0, toMs: warmUpMs, measured: false }, measured];
}

/** The phase that a time belongs to; the last one where it is behind all. */
export function phaseAt(phases: readonly Phase[], ms: number): number {
  const found = phases.findIndex(({ toMs }) => ms < toMs);
  return found < 0 ? phases.length - 1 : found;
}
