import { read } from '../compile/read.ts';
import { type Reader, readerOf, readInventory } from '../compile/reader.ts';
import { type AddressOptions, checkAddresses } from '../system/addresses.ts';
import type { Backends } from '../system/backends.ts';
import { pushInventory } from '../system/change-inventory.ts';
import { type Asked, askedAt, readAsked } from './asked.ts';

interface ReaderOptions extends AddressOptions {
  readonly inventory?: string;
  readonly container?: string;
}

/** The reader of what a system is asked for. With `--inventory` that is pushed, once, before any request to its node. */
export async function askedReader(options: ReaderOptions, backends: Backends): Promise<Reader<Asked>> {
  if (options.inventory === undefined) return (line) => read(line, 'bundle', readAsked);
  checkAddresses(options);
  const document = await readInventory(options.inventory);
  const { revision } = await pushInventory(document, backends);
  const ofNode = readerOf(document, options.container);
  return (line) => {
    const request = ofNode(line);
    return 'task' in request ? { ...request, task: askedAt(request.task, revision) } : request;
  };
}

/** What bundles bring is pushed there; without `--nats` the inventory is ours. */
export const inventoryFor = (
  { nats, redis }: AddressOptions,
  { inventory }: Backends,
): Backends['inventory'] | undefined => (nats === undefined || redis !== undefined ? inventory : undefined);
