import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '@specline/testing';
import { compile, create, pushInventory } from './caller.ts';
import { addMessage, hasMessage } from './stream.ts';
import { type ComposedSystem, startSystem } from './system.ts';

const root = join(import.meta.dirname, '..', '..');
const vectors = await readFile(join(root, 'test', 'conformance', 'vectors', 'moby-19.03.jsonl'), 'utf8');
const { request, inventory } = JSON.parse(
  await readFile(join(root, 'packages', 'cli', 'samples', 'iis-with-gmsa.json'), 'utf8'),
);

/** How long after a crash the first right answer may come. */
const HEALED_WITHIN_MS = 60_000;

const say = (text: string): void => void process.stdout.write(`compose: ${text}\n`);

/** Brings the system up, asks it, crashes each container and then all, asks after each, and takes it down. */
async function main(): Promise<void> {
  const [natsPort, redisPort, gatewayPort] = await Promise.all([freePort(), freePort(), freePort()]);
  using system = startSystem({ name: `specline-test-${process.pid}`, natsPort, redisPort, gatewayPort });

  try {
    await check(system);
  } catch (error) {
    system.showLogs();
    throw error;
  }
}

async function check(system: ComposedSystem): Promise<void> {
  const all = await compile(vectors);
  const one = await compile(JSON.stringify({ request, inventory }));
  const answers = (): Promise<string> => timeUntil(one, () => create(JSON.stringify(request), system));
  await pushInventory(inventory, system);
  await addMessage(system.natsUrl);
  say(`answers ${await answers()} after it was started`);
  await expectAll(all, system);

  for (const services of [...system.services.map((service) => [service]), system.services]) {
    await system.crash(services);
    say(`answers ${await answers()} after a crash of ${services.join(', ')} and the restart`);
  }
  if (!(await hasMessage(system.natsUrl))) throw new Error('the message of a stream is gone after the crashes');
  await expectAll(all, system);
}

async function expectAll(expected: string, system: ComposedSystem): Promise<void> {
  if ((await create(vectors, system)) !== expected) throw new Error('create gives other bytes than compile');
  say(`create gives the bytes of compile for ${expected.trimEnd().split('\n').length} bundles`);
}

/** Asks again and again until the answer is right; how long that took. */
async function timeUntil(expected: string, ask: () => Promise<string>): Promise<string> {
  const start = performance.now();
  for (;;) {
    const answer = await ask();
    const elapsed = performance.now() - start;
    if (answer === expected) return `${(elapsed / 1_000).toFixed(1)} s`;
    if (elapsed > HEALED_WITHIN_MS) throw new Error(`after ${HEALED_WITHIN_MS} ms the answer still is ${answer}`);
  }
}

await main();
say('nothing is left behind');
