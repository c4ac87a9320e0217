import { parseArgs } from 'node:util';
import { cpuTable, speedTable } from '../report/numbers.ts';
import { summarise } from '../report/summary.ts';
import { contestants, contestantsNamed } from './contestants.ts';
import { type Entrant, measure, measureRounds } from './rounds.ts';

const names = contestants.map(({ name }) => name);

const usage = `npm run bench -- [--only NAME,…] [--seconds N] [--rounds N] [--open N,…]

How fast specs are made, beside a hand-written minimum. All systems are measured in turn in each round; told are
medians of the rounds and, in brackets, between what the middle half lies. Linux only.
  --only NAME,…   of ${names.join(', ')} (default: all)
  --seconds N     of one load of one system in one round (default: 2)
  --rounds N      (default: 7)
  --open N,…      open requests (default: 256,64,1)
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: names.join(',') },
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '7' },
    open: { type: 'string', default: '256,64,1' },
    help: { type: 'boolean', default: false },
  },
});

/** Before its first round each system runs so long, so that its code is compiled. */
const warmUp = { open: 256, milliseconds: 3_000 };

async function main(): Promise<void> {
  const chosen = contestantsNamed(values.only.split(','));
  await using started = new AsyncDisposableStack();
  const entrants: Entrant[] = [];
  for (const contestant of chosen) {
    tell(`starting ${contestant.name}`);
    const running = started.use(await contestant.start());
    await measure(running, warmUp);
    entrants.push({ ...contestant, running });
  }
  const loads = values.open
    .split(',')
    .map((open) => ({ open: Number(open), milliseconds: Number(values.seconds) * 1_000 }));
  const cells = await measureRounds(
    entrants,
    { rounds: Number(values.rounds), loads },
    ({ round, system, open, perSecond }) =>
      tell(`round ${round + 1}: ${system} ${perSecond.toFixed(0)}/s with ${open} open`),
  );
  const rows = summarise(cells, (system) => chosen.find(({ name }) => name === system)?.baseline);
  process.stdout.write(`${speedTable(rows)}\nCPU time of each process for one request, in µs:\n\n${cpuTable(rows)}`);
}

const tell = (text: string): void => void process.stderr.write(`${text}\n`);

if (values.help) process.stdout.write(usage);
else await main();
