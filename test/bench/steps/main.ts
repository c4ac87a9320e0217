import { parseArgs } from 'node:util';
import { requests, type Step, stepsOfCreate } from './steps.ts';

const usage = `npm run bench:steps

What each step of a create takes by itself, in µs: documents, rules and composition, one request after the other in one
process whose code is compiled and whose caches are warm. What the services take above the sums, which BENCHMARKS.md
has, is what it costs to have them apart: messages, wake-ups, cold caches, and the collection of memory in between.
`;

const rounds = 10;

/** Of the quickest round, for what disturbs a round only makes it longer. */
function microseconds({ run }: Step): number {
  const measured = Array.from({ length: rounds }, () => {
    const began = performance.now();
    for (let index = 0; index < requests; index++) run(index);
    return ((performance.now() - began) * 1_000) / requests;
  });
  return Math.min(...measured);
}

async function main(): Promise<void> {
  const sums = new Map<string, number>();
  for (const step of await stepsOfCreate()) {
    const took = microseconds(step);
    sums.set(step.process, (sums.get(step.process) ?? 0) + took);
    tell(step.process, step.what, took);
  }
  process.stdout.write('\n');
  for (const [name, sum] of sums) tell(name, 'in all', sum);
  tell(
    'all',
    'in all',
    Array.from(sums.values()).reduce((all, sum) => all + sum, 0),
  );
}

const tell = (name: string, what: string, took: number): void =>
  void process.stdout.write(`${name.padEnd(13)}${what.padEnd(42)}${took.toFixed(1).padStart(6)}\n`);

const { values } = parseArgs({ options: { help: { type: 'boolean', default: false } } });
if (values.help) process.stdout.write(usage);
else await main();
