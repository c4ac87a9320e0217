import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Access, makeAccess, openAccess } from './access.ts';
import { compile, create, createOverHttp, outcome, pushInventory, submit } from './caller.ts';
import { type ComposedSystem, startSystem } from './system.ts';

const root = join(import.meta.dirname, '..', '..');
const vectors = await readFile(join(root, 'test', 'conformance', 'vectors', 'moby-19.03.jsonl'), 'utf8');
const { request, inventory } = JSON.parse(
  await readFile(join(root, 'packages', 'cli', 'samples', 'iis-with-gmsa.json'), 'utf8'),
);
const order = { ...request, id: 'web-7' };

/** How long after a start or a crash the first right answer may come, and each container may be healthy. */
const HEALED_WITHIN_MS = 90_000;

const say = (text: string): void => void process.stdout.write(`compose: ${text}\n`);

/** Uses a system that is up, and takes it down. */
async function withSystem(access: Access, check: (system: ComposedSystem) => Promise<void>): Promise<void> {
  using system = await startSystem(`specline-test-${process.pid}`, access);
  try {
    await check(system);
  } catch (error) {
    system.showLogs();
    throw error;
  }
}

/** With passwords and a token: answers, is healthy, and is both again after crashes of each container and of all. */
async function checkWhole(system: ComposedSystem, token: string): Promise<void> {
  const [all, one] = [await compile(vectors), await compile(JSON.stringify({ request, inventory }))];
  const answers = (): Promise<string> => timeUntil(() => answer(system, token), { equals: `${one}${specOf(one)}` });
  const healthy = (): Promise<string> => timeUntil(async () => system.unhealthy().join(', '), { equals: '' });

  say(`every container is healthy ${await healthy()} after the start`);
  await pushInventory(inventory, system.caller);
  say(`answers over NATS and HTTP ${await answers()} later`);
  await expectAll(all, system);
  if (!(await fetch(system.gatewayUrl)).ok) throw new Error('the gateway has no dashboard');
  const recorded = await submit(order, system.caller);

  for (const services of [...system.services.map((service) => [service]), system.services]) {
    await system.crash(services);
    say(`answers ${await answers()} after a crash of ${services.join(', ')} and the restart`);
  }
  say(`every container is healthy ${await healthy()} later`);
  if ((await outcome(order.id, system.caller)) !== recorded) throw new Error('an outcome is gone after the crashes');
  await expectAll(all, system);
}

/** Without passwords: answers. */
async function checkOpen(system: ComposedSystem): Promise<void> {
  const one = await compile(JSON.stringify({ request, inventory }));
  await pushInventory(inventory, system.caller);
  const answers = await timeUntil(() => create(JSON.stringify(request), system.caller), { equals: one });
  say(`answers ${answers} after it was started without passwords`);
}

/** What the workers and the gateway say to the same request; of the gateway's answer the spec and its digest. */
async function answer({ caller, gatewayUrl: url }: ComposedSystem, token: string): Promise<string> {
  const text = JSON.stringify(request);
  return (await create(text, caller)) + specOf(await createOverHttp(text, { url, token }));
}

/** The bytes of the spec in a line or an answer, and its digest; all of it where there is none. */
function specOf(text: string): string {
  const spec = /"spec":(.*?),"(?:staging|digest)":/.exec(text)?.[1];
  const digest = /"digest":"[^"]*"/.exec(text)?.[0];
  return spec === undefined ? text : `${spec} ${digest}`;
}

async function expectAll(expected: string, { caller }: ComposedSystem): Promise<void> {
  if ((await create(vectors, caller)) !== expected) throw new Error('create gives other bytes than compile');
  say(`create gives the bytes of compile for ${expected.trimEnd().split('\n').length} bundles`);
}

/** Asks again and again until the answer is right; how long that took. */
async function timeUntil(ask: () => Promise<string>, { equals }: { readonly equals: string }): Promise<string> {
  const start = performance.now();
  for (;;) {
    const answer = await ask();
    const elapsed = performance.now() - start;
    if (answer === equals) return `${(elapsed / 1_000).toFixed(1)} s`;
    if (elapsed > HEALED_WITHIN_MS) throw new Error(`after ${HEALED_WITHIN_MS} ms the answer still is ${answer}`);
    await delay(200);
  }
}

using access = makeAccess();
await withSystem(access, (system) => checkWhole(system, access.token));
await withSystem(openAccess, checkOpen);
say('nothing is left behind');
