import { expect, it } from 'vitest';
import type { Load, Measured, Sample } from '../load/closed-loop.ts';
import { type Entrant, measure, measureRounds, rotated } from './rounds.ts';

/** A system that answers at once, and notes what it is asked. */
function entrant(name: string, asked: string[], over: Partial<Entrant> = {}): Entrant {
  const run = async ({ open, milliseconds }: Load): Promise<Measured> => {
    asked.push(`${name} ${open}`);
    return { completed: open * 10, milliseconds, p50: 1, p99: 2, samples: [{ index: 0, text: name }] };
  };
  const nothing = async (): Promise<void> => {};
  const client = { pid: process.pid, run, [Symbol.asyncDispose]: nothing };
  const processes = new Map([['client', process.pid]]);
  return { name, running: { client, processes, [Symbol.asyncDispose]: nothing }, ...over };
}

it('all systems are measured in turn for each load of each round, another one first', async () => {
  const asked: string[] = [];
  const entrants = [entrant('a', asked), entrant('b', asked), entrant('c', asked, { open: [1] })];
  const loads = [2, 1].map((open) => ({ open, milliseconds: 100 }));
  const cells = await measureRounds(entrants, { rounds: 2, loads });
  expect(asked).toEqual(['a 2', 'b 2', 'a 1', 'b 1', 'c 1', 'b 2', 'a 2', 'b 1', 'c 1', 'a 1']);
  expect(cells.map(({ system, open }) => `${system} ${open}`)).toEqual(asked);
  expect(cells.map(({ round }) => round)).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
  expect(cells[0]).toMatchObject({ perSecond: 200, p50: 1, p99: 2 });
});

it('a wrong answer ends a run', async () => {
  const { running } = entrant('a', []);
  const verify = (samples: readonly Sample[]): void => {
    throw new Error(`${samples.length} wrong`);
  };
  await expect(measure({ ...running, verify }, { open: 1, milliseconds: 1 })).rejects.toThrow('1 wrong');
});

it.each([
  [0, ['a', 'b', 'c']],
  [2, ['c', 'a', 'b']],
  [4, ['b', 'c', 'a']],
])('begun %d places later', (by, expected) => {
  expect(rotated(['a', 'b', 'c'], by)).toEqual(expected);
});
