import { catalog, compiledOf, decodeOurs, encode, type Kind, type SliceOf } from '@specline/contracts';
import { redisInventory } from '@specline/inventory';
import { connect, type Msg } from 'nats';
import { serveRole } from '../load/serve-load.ts';
import { decisions } from '../workload/decisions.ts';
import { work } from './subjects.ts';

const kind = process.env.KIND as Kind;
const prepare = decisions[kind];
const schema = compiledOf<SliceOf<Kind>>(catalog[kind].slice);
const inventory = redisInventory({ url: process.env.REDIS_URL ?? '' });
const connection = await connect({ servers: process.env.NATS_URL ?? '', noAsyncTraces: true });

interface Job {
  readonly job: string;
  readonly slice: unknown;
}

async function partialOf({ job, slice }: Job): Promise<string> {
  // The compiler does not follow the kind to its schema.
  const decide = await prepare(schema.parse(slice) as never, inventory);
  return encode({ job, kind, revision: 1, ...decide() });
}

async function answer(message: Msg): Promise<void> {
  const jobs = decodeOurs(message.string()) as readonly Job[];
  message.respond(`[${(await Promise.all(jobs.map(partialOf))).join(',')}]`);
}

connection.subscribe(work(kind), { queue: kind, callback: (_, message) => void answer(message) });
await connection.flush();
serveRole();
