import { parseArgs } from 'node:util';
import { samples } from './bundles.ts';
import { processRows } from './rows/processes.ts';
import { serverRows } from './rows/servers.ts';
import { runRow } from './run-row.ts';
import { type RunRow, tableOf } from './table.ts';

const rows = [...processRows, ...serverRows];

const usage = `npm run test:faults -- [--seed N] [--minutes N] [--row TEXT]...

Breaks a running system, row after row, and counts what became of every submit.
  --seed N      the faults' times and the submits (default: the time)
  --minutes N   begins no more rows after that many minutes (default: 15)
  --row TEXT    only rows whose name holds the text
`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    minutes: { type: 'string' },
    row: { type: 'string', multiple: true },
    help: { type: 'boolean' },
  },
});

async function main(): Promise<number> {
  if (values.help === true) return say(usage);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const until = performance.now() + Number(values.minutes ?? 15) * 60_000;
  const chosen = rows.filter(({ name }) => values.row?.some((text) => name.includes(text)) ?? true);
  say(`seed ${seed}, ${chosen.length} rows\n`);
  const containers = await samples(40);
  const done: RunRow[] = [];
  for (const row of chosen) {
    if (performance.now() > until) break;
    const result = await runRow(row, seed, containers);
    done.push(result);
    process.stderr.write(
      `${result.faults.length === 0 ? 'ok    ' : 'FAILED'} ${result.name} (${result.seconds.toFixed(0)} s)\n`,
    );
  }
  say(`\n${tableOf(done)}\n`);
  if (done.length < chosen.length) say(`\nNOT RUN for lack of time: ${chosen.length - done.length} rows\n`);
  return done.length === chosen.length && done.every(({ faults }) => faults.length === 0) ? 0 : 1;
}

function say(text: string): number {
  process.stdout.write(text);
  return 0;
}

process.exitCode = await main();
