import type { Contestant } from './contestant.ts';
import { type Cell, type Entrant, measure, measureRounds, type Plan } from './rounds.ts';

/** Before its first round each system runs so long, so that its code is compiled. */
const warmUp = { open: 256, milliseconds: 8_000 };

/** Starts all systems anew, warms them up, measures their rounds and ends them. */
export async function runOnce(
  contestants: readonly Contestant[],
  plan: Plan,
  tell: (text: string) => void,
): Promise<Cell[]> {
  await using started = new AsyncDisposableStack();
  const entrants: Entrant[] = [];
  for (const contestant of contestants) {
    tell(`starting ${contestant.name}`);
    const running = started.use(await contestant.start());
    await measure(running, warmUp);
    entrants.push({ ...contestant, running });
  }
  // Awaited here, for the systems end with this function.
  return await measureRounds(entrants, plan, ({ round, system, open, perSecond }) =>
    tell(`round ${round + 1}: ${system} ${perSecond.toFixed(0)}/s with ${open} open`),
  );
}
