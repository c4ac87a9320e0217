import { parseArgs } from 'node:util';
import { type Sample, samples } from './bundles.ts';
import { createUnderKills } from './create-load.ts';
import { allowedGrowth, type MemoryRow, memoryUnderLoad } from './memory.ts';
import { brokerRows } from './rows/broker.ts';
import { processRows } from './rows/processes.ts';
import { randomKills } from './rows/random-kills.ts';
import { storeRows } from './rows/stores.ts';
import { strangerRows } from './rows/strangers.ts';
import { runRow } from './run-row.ts';
import { type RunRow, tableOf } from './table.ts';

const rows = [...processRows, ...brokerRows, ...strangerRows, ...storeRows, randomKills];

const usage = `npm run test:faults -- [--seed N] [--minutes N] [--row TEXT]...

Breaks a running system, row after row, and counts what became of every submit.
  --seed N      decides the submits and when the faults strike (default: the time)
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

const creates = 'creates while each of two of every process is killed';
const memory = 'memory of each service under 100,000 submits';

async function main(): Promise<number> {
  if (values.help === true) return say(usage);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const until = performance.now() + Number(values.minutes ?? 15) * 60_000;
  const isChosen = (name: string): boolean => values.row?.some((text) => name.includes(text)) ?? true;
  const chosen = rows.filter(({ name }) => isChosen(name));
  say(`seed ${seed}, ${chosen.length} rows\n`);
  const containers = await samples(40);
  const done: RunRow[] = [];
  for (const row of chosen) {
    if (performance.now() > until) break;
    const result = await runRow(row, seed, containers);
    done.push(result);
    const faults = result.faults.length === 0 ? '' : `: ${result.faults.join(', ')}`;
    tell(result.faults.length === 0, `${result.name} (${result.seconds.toFixed(0)} s)${faults}`);
  }
  const answered = !isChosen(creates) || (await createRow(seed, containers));
  const steady = !isChosen(memory) || (await memoryRow(seed, containers));
  say(`\n${tableOf(done)}\n`);
  if (done.length < chosen.length) say(`\nNOT RUN for lack of time: ${chosen.length - done.length} rows\n`);
  const passed = done.length === chosen.length && done.every(({ faults }) => faults.length === 0);
  return passed && answered && steady ? 0 : 1;
}

async function createRow(seed: number, containers: readonly Sample[]): Promise<boolean> {
  const { asked, composed, retryable, wrong, hung, kills } = await createUnderKills(seed, containers);
  const passed = composed > 0 && hung === 0 && wrong.length === 0;
  const text = `${kills} kills, ${asked} asked, ${composed} composed, ${retryable} told to ask again, ${wrong.length} wrong, ${hung} hung`;
  tell(passed, `${creates}: ${text}${wrong.length > 0 ? ` (${[...new Set(wrong)].join(', ')})` : ''}`);
  return passed;
}

async function memoryRow(seed: number, containers: readonly Sample[]): Promise<boolean> {
  const { services, accepted, ended, seconds } = await memoryUnderLoad(seed, containers);
  const passed = ended === accepted && services.every(isSteady);
  tell(passed, `${memory}: ${ended} of ${accepted} ended in ${seconds.toFixed(0)} s`);
  for (const service of services) tell(isSteady(service), `  ${memoryLine(service)}`);
  return passed;
}

const isSteady = ({ firstBytes, lastBytes }: MemoryRow): boolean => lastBytes <= firstBytes * (1 + allowedGrowth);

function memoryLine({ service, firstBytes, lastBytes }: MemoryRow): string {
  const growth = ((lastBytes / firstBytes - 1) * 100).toFixed(0);
  return `${service}: ${mebibytes(firstBytes)} after 10,000, ${mebibytes(lastBytes)} after 100,000 (${growth} %)`;
}

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`;

const tell = (passed: boolean, text: string): void => void say(`${passed ? 'ok    ' : 'FAILED'} ${text}\n`);

function say(text: string): number {
  process.stdout.write(text);
  return 0;
}

process.exitCode = await main();
