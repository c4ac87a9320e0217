import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { differingBundles } from './differing-bundles.ts';
import { difference, type Usage, usageOf } from './measure.ts';
import { tableOf } from './table.ts';

const usage = `npm run bench:compile -- [--lines N] [--rounds N] [--cpu N] [CHECKOUT]...

How many bundles a second specline compile --jsonl does on one processor, on lines that all differ. Start-up is left
out: counted is what so many lines take more than one. Needs taskset, so Linux.

CPU time is what counts where others use the machine, too. Other checkouts of the project are measured in turn with
this one, so that noise meets all of them.
  --lines N    (default: 24000)
  --rounds N   of which median and best are told (default: 5)
  --cpu N      the processor to use (default: 0)
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    lines: { type: 'string', default: '24000' },
    rounds: { type: 'string', default: '5' },
    cpu: { type: 'string', default: '0' },
    help: { type: 'boolean', default: false },
  },
});

const here = join(import.meta.dirname, '..', '..');

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'specline-bench-'));
  try {
    const checkouts = [here, ...positionals.map((path) => resolve(path))];
    const lines = Number(values.lines);
    process.stdout.write(tableOf(measured(checkouts, folder, lines), lines - 1));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Each checkout with what the lines took it more than one line, a round after the other. */
function measured(checkouts: readonly string[], folder: string, lines: number): ReadonlyMap<string, readonly Usage[]> {
  const one = fileOf(1, folder);
  const many = fileOf(lines, folder);
  const usages = new Map(checkouts.map((checkout) => [checkout, [] as Usage[]]));
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const [checkout, ofCheckout] of usages) {
      const run = { checkout, cpu: Number(values.cpu), folder };
      ofCheckout.push(difference(usageOf({ ...run, input: one }), usageOf({ ...run, input: many })));
    }
  }
  return usages;
}

function fileOf(lines: number, folder: string): string {
  const file = join(folder, `${lines}.jsonl`);
  writeFileSync(file, `${[...differingBundles(lines)].join('\n')}\n`);
  return file;
}

if (values.help) process.stdout.write(usage);
else main();
