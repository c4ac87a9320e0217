import { setTimeout as delay } from 'node:timers/promises';
import { connectSpecline, type Specline } from '@specline/client';
import { sampleInventory, sampleRequest } from '../faults/sample.ts';

/** How a request goes wrong, one in so many. */
const faults = [
  { every: 23, container: { Id: 'unknown' } },
  { every: 31, container: { HostConfig: { SecurityOpt: ['hush'] } } },
  { every: 57, container: { Image: 'sha256:unknown' } },
] as const;

export const nodeNames = ['win-01', 'win-02', 'win-03', 'win-04', 'win-05'];

export const inventoryOf = (name: string) => sampleInventory({ node: { ...sampleInventory().node, name } });

/** Asks for so many specs a second, most of which can be composed, until the signal fires; gives how many. */
export async function load(servers: readonly string[], perSecond: number, signal: AbortSignal): Promise<number> {
  await using specline = await connectSpecline({ servers, name: 'load' });
  const began = performance.now();
  let sent = 0;
  const open = new Set<Promise<unknown>>();
  while (!signal.aborted) {
    const due = Math.floor(((performance.now() - began) / 1_000) * perSecond);
    for (; sent < due; sent++) {
      const asking = ask(specline, sent).finally(() => open.delete(asking));
      open.add(asking);
    }
    await delay(10);
  }
  await Promise.all(open);
  return sent;
}

const ask = (specline: Specline, index: number): Promise<unknown> => {
  const fault = faults.find(({ every }) => index % every === every - 1);
  const node = nodeNames[index % nodeNames.length];
  const request = sampleRequest({ id: `load-${index}`, node }, fault?.container);
  // What fails is told to the page, too.
  return specline.create(request).catch(() => {});
};
