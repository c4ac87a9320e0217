import { catalog, compiledOf, decodeOurs, encode, type Kind, type SliceOf } from '@specline/contracts';
import { type ReadOptions, type RedisInventory, redisInventory } from '@specline/inventory';
import {
  credentialLookups,
  resolveCredentials,
  resolveImage,
  resolveMounts,
  resolveNetwork,
  resolveResources,
} from '@specline/rules';
import { connect, type Msg } from 'nats';
import { serveRole } from '../load/serve-load.ts';
import { work } from './subjects.ts';

type Decide<K extends Kind> = (slice: SliceOf<K>, inventory: RedisInventory, any: ReadOptions) => unknown;

/** What each kind reads of the inventory, and what it decides. */
const decide: { readonly [K in Kind]: Decide<K> } = {
  image: async (slice, inventory, any) => resolveImage(slice, await inventory.imageFacts(slice, any)),
  mounts: async (slice, inventory, any) => resolveMounts(slice, await inventory.mountsFacts(slice, any)),
  network: async (slice, inventory, any) => resolveNetwork(slice, await inventory.networkFacts(slice, any)),
  credentials: async (slice, inventory, any) => {
    const lookups = credentialLookups(slice);
    return resolveCredentials(slice, await inventory.credentialsFacts(slice.node, lookups, any));
  },
  resources: (slice) => resolveResources(slice),
};

const kind = process.env.KIND as Kind;
const schema = compiledOf<SliceOf<Kind>>(catalog[kind].slice);
const inventory = redisInventory({ url: process.env.REDIS_URL ?? '' });
const connection = await connect({ servers: process.env.NATS_URL ?? '', noAsyncTraces: true });

interface Job {
  readonly job: string;
  readonly slice: unknown;
}

async function partialOf({ job, slice }: Job): Promise<string> {
  const known = schema.parse(slice);
  const decided = await (decide[kind] as Decide<Kind>)(known, inventory, { atLeast: 0 });
  return encode({ job, kind, revision: 1, ...(decided as object) });
}

async function answer(message: Msg): Promise<void> {
  const jobs = decodeOurs(message.string()) as readonly Job[];
  message.respond(`[${(await Promise.all(jobs.map(partialOf))).join(',')}]`);
}

connection.subscribe(work(kind), { queue: kind, callback: (_, message) => void answer(message) });
await connection.flush();
serveRole();
