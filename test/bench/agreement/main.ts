import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generatedMix, parseWeights } from '@specline/load';
import { startNats, startProcess, startRedis } from '@specline/testing';
import { type Spread, spread } from '../statistics.ts';
import { goClient, type Percentile } from './go-client.ts';
import { loadTool, specline } from './load-tool.ts';

const usage = `npm run bench:agreement -- [--rate N] [--rounds N] [--seconds N]

Whether specline load finds what a client finds that shares nothing with it: the stock client of NATS for Go, which keeps
each latency. Both put the same load on one system, in turns; told are the medians of all rounds, in ms, and between what
the middle half of them lies. Needs golang-go and golang-github-nats-io-go-nats-dev of Debian.
  --rate N      requests a second (default: 100)
  --rounds N    (default: 8)
  --seconds N   of each turn that are counted (default: 10)
`;

const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '10' },
    help: { type: 'boolean', default: false },
  },
});

const percents = [50, 75, 90, 95, 99];
/** Until the code of load is compiled, which takes processors from the system. */
const warmUpSeconds = 8;
const nodes = 10;
const clients = ['load', 'go'] as const;

interface Turns {
  load(): Promise<Percentile>;
  go(): Promise<Percentile>;
}

/** Uses a system under load by either client, and ends it. */
async function withTurns(use: (turns: Turns) => Promise<void>): Promise<void> {
  await using nats = await startNats({ jetstream: true });
  await using redis = await startRedis({ persistent: true });
  const env = { NATS_URL: nats.url, REDIS_URL: redis.url };
  const folder = await mkdtemp(join(tmpdir(), 'specline-agreement-'));
  try {
    const askInGo = await goClient(folder);
    await using system = await startProcess('packages/cli/src/main.ts', { args: ['up', '--log-level', 'silent'], env });
    await system.waitForLine((line) => line.startsWith('specline is up'));
    await specline(['inventory', 'push', '--jsonl', '-'], { env, stdin: inventory() });
    await specline(['load', '--concurrency', '8', '--duration', '10s', '--warm-up', '0s'], { env });
    const [rate, seconds] = [Number(values.rate), Number(values.seconds)];
    let asked = 0;
    await use({
      load: () => loadTool(folder, env, { rate, nodes, warmUpSeconds, seconds }),
      go: () => {
        const requests = Array.from({ length: rate * (warmUpSeconds + seconds) }, () => mix.requests(asked++).text);
        return askInGo({ natsUrl: nats.url, rate, warmUp: rate * warmUpSeconds, requests });
      },
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

const mix = generatedMix({
  run: 'other',
  seed: 1,
  weights: parseWeights('windows=70,hyperv=20,lcow=10'),
  failures: 0,
  nodes,
  deadlineMs: 5_000,
});

const inventory = (): string =>
  Array.from({ length: nodes }, (_, node) => `${JSON.stringify(mix.inventoryAt(node))}\n`).join('');

async function main(): Promise<void> {
  await withTurns(async (turns) => {
    const found: Record<(typeof clients)[number], Percentile[]> = { load: [], go: [] };
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const client of round % 2 === 0 ? clients : clients.toReversed()) found[client].push(await turns[client]());
    }
    for (const percent of percents) {
      const [load, go] = [found.load, found.go].map((rounds) => spread(rounds.map((at) => at(percent))));
      if (load !== undefined && go !== undefined) tell(percent, load, go);
    }
  });
}

function tell(percent: number, load: Spread, go: Spread): void {
  const difference = (load.median / go.median - 1) * 100;
  process.stdout.write(`p${percent}  load ${shown(load)}  Go ${shown(go)}  ${difference.toFixed(0).padStart(4)} %\n`);
}

const shown = ({ median, low, high }: Spread): string =>
  `${median.toFixed(2).padStart(6)} (${low.toFixed(2)}–${high.toFixed(2)})`;

if (values.help) process.stdout.write(usage);
else await main();
