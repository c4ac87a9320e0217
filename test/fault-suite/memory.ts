import { readFile } from 'node:fs/promises';
import type { Sample } from './bundles.ts';
import { type Estate, startEstate } from './estate/estate.ts';
import { Publisher } from './publisher.ts';
import { randomFrom } from './random.ts';
import { environment } from './row.ts';
import { pushSamples, settled } from './run-row.ts';

/** What a service held after the first submits and after all of them. */
export interface MemoryRow {
  readonly service: string;
  readonly firstBytes: number;
  readonly lastBytes: number;
}

export interface MemoryVerdict {
  readonly services: readonly MemoryRow[];
  readonly accepted: number;
  readonly ended: number;
  readonly seconds: number;
}

const firstSubmits = 10_000;
const allSubmits = 100_000;
const rate = 1_000;
const limitMs = 15 * 60_000;

/** A service may hold so much more at the end than after the first submits. */
export const allowedGrowth = 0.2;

/** Sends 100,000 submits through the durable path and compares what each service holds with its level after 10,000. */
export async function memoryUnderLoad(seed: number, samples: readonly Sample[]): Promise<MemoryVerdict> {
  const began = performance.now();
  await using estate = await startEstate({ aggregators: 1, workers: 1, environment });
  await pushSamples(estate, samples);
  await using publisher = await Publisher.connect(estate.natsUrl);
  const random = randomFrom(seed);
  const signal = AbortSignal.timeout(limitMs);
  const run = (name: string, submits: number) => publisher.run({ submits, rate, name, random, samples }, signal);
  await run(`memory-first-${seed}`, firstSubmits);
  await settled(estate, publisher.accepted.length);
  const first = await residentBytes(estate);
  await run(`memory-rest-${seed}`, allSubmits - firstSubmits);
  const ended = await settled(estate, publisher.accepted.length);
  const last = await residentBytes(estate);
  return {
    services: [...first].map(([service, bytes]) => ({
      service,
      firstBytes: bytes,
      lastBytes: last.get(service) ?? Number.NaN,
    })),
    accepted: publisher.accepted.length,
    ended,
    seconds: (performance.now() - began) / 1000,
  };
}

async function residentBytes({ services }: Estate): Promise<Map<string, number>> {
  const readings = Array.from(services, async ([name, { pid }]) => [name, await residentBytesOf(pid)] as const);
  return new Map(await Promise.all(readings));
}

/** As the kernel says; macOS has no such file, and the suite says so. */
async function residentBytesOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}
