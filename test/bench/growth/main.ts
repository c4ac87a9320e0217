import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkPrerequisites } from '../load/prerequisites.ts';
import { lineChart } from '../report/lines.ts';
import { machine } from '../report/machine.ts';
import { measurePushes } from './measure-pushes.ts';
import { measureSweep } from './measure-sweep.ts';
import { type Grown, growthPage } from './page.ts';
import { sweeps } from './sweeps.ts';

const usage = `npm run bench:growth -- [--only NAME,…] [--seconds N] [--rounds N]

How the cost of a spec grows: ${sweeps.map(({ name }) => name).join(', ')}. Writes docs/bench/growth.md and its
pictures, without --only. Takes about eight minutes. Linux only, with nats-server and redis-server on PATH.
  --only NAME,…   of them
  --seconds N     of each step in one round (default: 2)
  --rounds N      of which medians are told (default: 3)
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '3' },
    help: { type: 'boolean', default: false },
  },
});

const folder = join(import.meta.dirname, '..', '..', '..', 'docs', 'bench');

async function main(): Promise<void> {
  checkPrerequisites();
  const before = machine();
  const chosen = values.only?.split(',');
  const rounds = Number(values.rounds);
  const grown: Grown[] = [];
  for (const sweep of sweeps.filter(({ name }) => chosen?.includes(name) ?? true)) {
    tell(sweep.title);
    const measured = await measureSweep(sweep, { rounds, milliseconds: 1_000 * Number(values.seconds) });
    grown.push({ ...sweep, measured });
  }
  const pushes = await measurePushes(rounds);
  const method = `${rounds} rounds of ${values.seconds} seconds a step, each step in turn.`;
  const page = growthPage({ machine: before, method, grown, pushes });
  process.stdout.write(page);
  if (chosen !== undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'growth.md'), page);
  for (const each of grown) writeFileSync(join(folder, `${each.name}.svg`), chartOf(each));
  const line = { name: 'ms of a push', points: pushes };
  const pushChart = lineChart({ title: 'What a node knows, pushed', xTitle: 'endpoints', lines: [line] });
  writeFileSync(join(folder, 'pushes.svg'), pushChart);
  tell(`written: ${join(folder, 'growth.md')}`);
}

const chartOf = ({ title, xTitle, measured }: Grown): string =>
  lineChart({
    title,
    xTitle,
    lines: [
      { name: 'CPU µs of a spec', points: measured.map(({ x, cpu }) => ({ x, y: cpu })) },
      { name: 'specs a second', points: measured.map(({ x, perSecond }) => ({ x, y: perSecond })) },
      { name: 'p50, µs', points: measured.map(({ x, p50 }) => ({ x, y: p50 * 1_000 })) },
    ],
  });

const tell = (text: string): void => void process.stderr.write(`${text}\n`);

if (values.help) process.stdout.write(usage);
else await main();
