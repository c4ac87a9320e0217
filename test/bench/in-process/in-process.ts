import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startClient } from '../load/role.ts';
import { specVerifier } from '../specline/verify.ts';
import type { Contestant, Running } from '../system/contestant.ts';
import type { EstateOptions } from '../workload/estate.ts';
import { compiledEstate } from './compiled-estate.ts';

/** All services, their bus and the inventory in the process that asks. */
export const embedded: Contestant = {
  name: 'specline-embedded',
  about: '`create` with all services, bus and inventory in the process that asks: one processor, no server',
  lacks: 'metrics and users; what it records it forgets at its end',
  baseline: 'min',
  start: () => start('create-client.ts', {}),
};

/** The rules alone, on one processor: nothing can be open beside another. */
export const compile: Contestant = {
  name: 'compile',
  about: 'the rules alone, a line of a bundle to a line of results, on one processor',
  lacks: 'any message',
  open: [1],
  start: () => start('compile-client.ts', compiledEstate),
};

async function start(program: string, estate: EstateOptions): Promise<Running> {
  await using starting = new AsyncDisposableStack();
  const log = starting.use(await logFile());
  const client = starting.use(await startClient(join(import.meta.dirname, program), {}, log.descriptor));
  const running = starting.move();
  return {
    client,
    processes: new Map([['client', client.pid]]),
    verify: specVerifier(estate),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** Logs of services go to a file here as where each has a process. */
async function logFile(): Promise<AsyncDisposable & { readonly descriptor: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'specline-bench-log-'));
  const file = await open(join(folder, 'specline.log'), 'w');
  return {
    descriptor: file.fd,
    async [Symbol.asyncDispose]() {
      await file.close();
      await rm(folder, { recursive: true });
    },
  };
}
