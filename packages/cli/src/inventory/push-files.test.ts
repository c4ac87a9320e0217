import { embeddedBus, silentLog } from '@specline/bus';
import { speclineOn } from '@specline/client';
import { defaultPrefix, subjectsBelow, wording } from '@specline/contracts';
import { embeddedInventory, InventoryUnavailable, type NodeInventory } from '@specline/inventory';
import { expect, it } from 'vitest';
import { Progress } from '../output/progress.ts';
import { settingsFor } from '../system/addresses.ts';
import { inputsOf } from './inputs.ts';
import { pushMany } from './push-files.ts';

const documentOf = (name: string) =>
  JSON.stringify({
    node: { name, osBuild: 17763, cpus: 4, dockerRoot: 'C:\\', defaultIsolation: '', lcowSupported: false },
  });

/** A store that goes away after some pushes. */
function leavingAfter(pushes: number): { inventory: NodeInventory; pushed: () => number } {
  let count = 0;
  const inventory = new Proxy(embeddedInventory(), {
    get(target, name) {
      const member = Reflect.get(target, name) as (...given: unknown[]) => unknown;
      if (name !== 'push') return member.bind(target);
      return async (...given: unknown[]) => {
        if (++count > pushes) throw new InventoryUnavailable(wording`away`);
        return member.apply(target, given);
      };
    },
  });
  return { inventory, pushed: () => count };
}

it('tells what was pushed before the store went away, and asks it for no more', async () => {
  const { inventory, pushed } = leavingAfter(100);
  const bus = embeddedBus({ log: silentLog });
  const { messages, journal, close } = bus;
  const settings = settingsFor({}, 'silent');
  const subjects = subjectsBelow(defaultPrefix);
  const specline = speclineOn(bus, { prefix: defaultPrefix });
  const backends = { inventory, messages, journal, specline, subjects, settings, log: silentLog, close };
  const written: string[] = [];
  const sink = {
    write: async (text: string) => void written.push(text),
    commit: async () => {},
    discard: async () => {},
  };
  async function* inputs() {
    for (let count = 0; count < 10_000; count++) yield { place: `${count}`, line: documentOf(`node-${count}`) };
  }
  await expect(
    pushMany(inputs(), { backends, sink, progress: new Progress({ what: 'documents', wanted: false }, false) }),
  ).rejects.toBeInstanceOf(InventoryUnavailable);
  expect(written).toEqual(Array.from({ length: 100 }, (_, index) => `node-${index} 1\n`));
  expect(pushed()).toBeLessThan(200);
  await close();
});

it('a file that cannot be read is an input like any other', async () => {
  const inputs = [];
  for await (const input of inputsOf(['/nowhere/a.json', '/'], false)) inputs.push(input);
  expect(inputs).toMatchObject([
    { place: '/nowhere/a.json', errors: [{ message: 'cannot read /nowhere/a.json: no such file or folder' }] },
    { place: '/', errors: [{ message: 'cannot read /: it is a folder' }] },
  ]);
});
