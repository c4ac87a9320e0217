import { setTimeout as wait } from 'node:timers/promises';
import { redisInventory } from '@specline/inventory';
import { connect } from 'nats';
import type { Sample } from './bundles.ts';
import { endedCount, takeCensus } from './census.ts';
import { type Estate, startEstate } from './estate/estate.ts';
import { Publisher } from './publisher.ts';
import { randomFrom } from './random.ts';
import { deadlineMs, environment, type Row } from './row.ts';
import { faultsOf, type RunRow } from './table.ts';
import { judge, type Verdict } from './verdict.ts';

/** All of a row must be over by then, in milliseconds. */
const rowLimitMs = 10 * 60_000;
/** Submits that have not ended this long after the last one did are given up, in milliseconds. */
const settleMs = 60_000;

/** Runs one row: load, fault, mending, then the count. One that cannot be run to its end is a row that failed. */
export async function runRow(row: Row, seed: number, samples: readonly Sample[]): Promise<RunRow> {
  const began = performance.now();
  const limits = { name: row.name, stallLimitMs: deadlineMs + row.recoveryMs };
  const seconds = (): number => (performance.now() - began) / 1000;
  try {
    const verdict = await verdictOf(row, seed, samples);
    return { ...limits, verdict, faults: faultsOf(verdict, limits.stallLimitMs), seconds: seconds() };
  } catch (error) {
    return { ...limits, verdict: judge([], nothing, []), faults: [`stopped by ${String(error)}`], seconds: seconds() };
  }
}

const nothing = { outcomes: [], events: [], dead: [] };

async function verdictOf(row: Row, seed: number, samples: readonly Sample[]): Promise<Verdict> {
  await using estate = await startEstate({
    aggregators: 2,
    workers: 1,
    ...row.estate,
    environment: { ...environment, ...row.estate?.environment },
  });
  await pushSamples(estate, samples);
  const random = randomFrom(seed);
  await using publisher = await Publisher.connect(estate.natsUrl);
  const { submits = 600, rate = 100, name } = row;
  const load = { submits, rate, random, samples, name: `${name.replaceAll(/[^a-z0-9]+/gi, '-')}-${seed}` };
  const published = publisher.run(load, AbortSignal.timeout(rowLimitMs));
  const pass = async (milliseconds: number): Promise<void> => void (await wait(milliseconds));
  const push = (): Promise<void> => pushSamples(estate, samples);
  await Promise.all([published, row.break(estate, { random, pass, push, published })]);
  await settled(estate, publisher.accepted.length);
  return judge(publisher.accepted, await takeCensus(estate.natsUrl), estate.strikes);
}

/** Tells the system what each node knows. */
export async function pushSamples({ redis }: Estate, samples: readonly Sample[]): Promise<void> {
  const inventory = redisInventory({ url: redis.url });
  try {
    await Promise.all(samples.map((sample) => inventory.push(sample.inventory)));
  } finally {
    await inventory.close();
  }
}

/** Resolves with how many have ended: as many as were accepted, or fewer when nothing has ended for long. */
export async function settled({ natsUrl }: Estate, accepted: number): Promise<number> {
  const connection = await connect({ servers: natsUrl.split(',') });
  const manager = await connection.jetstreamManager({ checkAPI: false });
  let ended = -1;
  let since = performance.now();
  while (ended < accepted && performance.now() - since < settleMs) {
    await wait(100);
    // A cluster that has just lost a server may have nobody to ask.
    const now = await endedCount(manager).catch(() => ended);
    if (now !== ended) since = performance.now();
    ended = now;
  }
  await connection.close();
  return ended;
}
