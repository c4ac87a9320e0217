import { parseArgs } from 'node:util';
import { checkPrerequisites } from '../load/prerequisites.ts';
import { machine } from '../report/machine.ts';
import { noiseBetween } from '../report/noise.ts';
import { cpuTable, speedTable } from '../report/numbers.ts';
import { summarise } from '../report/summary.ts';
import { writeReport } from '../report/write.ts';
import { contestants, contestantsNamed } from './contestants.ts';
import type { Cell } from './rounds.ts';
import { runOnce } from './run.ts';

const usage = `npm run bench -- [--only NAME,…] [--seconds N] [--rounds N] [--runs N] [--open N,…]

How fast specs are made, beside a hand-written minimum. All systems are measured in turn in each round; told are
medians of the rounds and, in brackets, between what the middle half lies. Without --only it takes about ten minutes
and writes BENCHMARKS.md and docs/bench. Linux only, with nats-server and redis-server on PATH.
  --only NAME,…   of ${contestants.map(({ name }) => name).join(', ')}
  --seconds N     of one load of one system in one round (default: 1.5)
  --rounds N      of each run (default: 4)
  --runs N        each starts all systems anew, so that noise is seen (default: 2, with --only 1)
  --open N,…      open requests (default: 256,64,1)
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seconds: { type: 'string', default: '1.5' },
    rounds: { type: 'string', default: '4' },
    runs: { type: 'string' },
    open: { type: 'string', default: '256,64,1' },
    help: { type: 'boolean', default: false },
  },
});

const chosen = values.only === undefined ? contestants : contestantsNamed(values.only.split(','));
const baselineOf = (system: string): string | undefined => chosen.find(({ name }) => name === system)?.baseline;

async function main(): Promise<void> {
  checkPrerequisites();
  const before = machine();
  const runs = await measureRuns(Number(values.runs ?? (values.only === undefined ? 2 : 1)));
  const rows = summarise(runs.flat(), baselineOf);
  process.stdout.write(`${speedTable(rows)}\nCPU time of each process for one request, in µs:\n\n${cpuTable(rows)}`);
  if (values.only !== undefined) return;
  const [first = [], second] = runs;
  const noise = second === undefined ? [] : noiseBetween(first, second, baselineOf);
  const method = `${runs.length} runs of ${values.rounds} rounds; in each round every system is measured in turn for ${values.seconds} seconds a load.`;
  tell(`written: ${writeReport({ machine: before, contestants: chosen, rows, noise, method })}`);
}

/** The cells of each run; the rounds of all runs are numbered on, for a ratio is one within a round. */
async function measureRuns(count: number): Promise<Cell[][]> {
  const loads = values.open
    .split(',')
    .map((open) => ({ open: Number(open), milliseconds: 1_000 * Number(values.seconds) }));
  const rounds = Number(values.rounds);
  const runs: Cell[][] = [];
  for (let run = 0; run < count; run++) {
    const cells = await runOnce(chosen, { rounds, loads }, tell);
    runs.push(cells.map((cell) => ({ ...cell, round: cell.round + run * rounds })));
  }
  return runs;
}

const tell = (text: string): void => void process.stderr.write(`${text}\n`);

if (values.help) process.stdout.write(usage);
else await main();
