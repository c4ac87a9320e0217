import {
  type CreateRequest,
  compiledOf,
  decode,
  decodeOurs,
  encode,
  type Isolation,
  type Kind,
  kinds,
  type Partial,
  partialSchemas,
  type Resolutions,
  requestSchema,
  validate,
} from '@specline/contracts';
import { cachedInventory, redisInventory } from '@specline/inventory';
import { canonicalSpec, compose, settleIsolation, slicesOf } from '@specline/rules';
import { connect, type Msg, StorageType } from 'nats';
import { serveRole } from '../load/serve-load.ts';
import { events, requests, work } from './subjects.ts';

interface Open {
  readonly message: Msg;
  readonly request: CreateRequest;
  readonly isolation: Isolation;
  readonly resolutions: Record<string, Partial>;
  missing: number;
}

const connection = await connect({ servers: process.env.NATS_URL ?? '', noAsyncTraces: true });
const manager = await connection.jetstreamManager();
await manager.streams.add({ name: events.stream, subjects: [events.all], storage: StorageType.File });
const inventory = cachedInventory(redisInventory({ url: process.env.REDIS_URL ?? '' }));
const open = new Map<number, Open>();
const answers = `rules.partial.${process.pid}`;
let taken = 0;

/** Jobs of one turn of the event loop, which leave in one message a kind. */
let waiting: Readonly<Record<Kind, string[]>> | undefined;

function send(): void {
  if (waiting !== undefined) {
    for (const kind of kinds) connection.publish(work(kind), `[${waiting[kind].join(',')}]`, { reply: answers });
  }
  waiting = undefined;
}

async function take(message: Msg): Promise<void> {
  const request = validate(requestSchema, decode(message.string()), 'request');
  const { facts } = await inventory.node(request.node, { atLeast: 0 });
  const isolation = settleIsolation(request, facts);
  const slices = slicesOf(request, facts, isolation);
  const job = taken++;
  open.set(job, { message, request, isolation, resolutions: {}, missing: kinds.length });
  connection.publish(events.of('accepted'), encode({ id: request.id, node: request.node }));
  if (waiting === undefined) {
    waiting = { image: [], mounts: [], network: [], credentials: [], resources: [] };
    setImmediate(send);
  }
  for (const kind of kinds) waiting[kind].push(encode({ job: String(job), slice: slices[kind] }));
}

function answer(partial: Partial): void {
  const job = Number(partial.job);
  const asked = open.get(job);
  if (asked === undefined) return;
  asked.resolutions[partial.kind] = compiledOf<Partial>(partialSchemas[partial.kind]).parse(partial);
  asked.missing -= 1;
  if (asked.missing > 0) return;
  open.delete(job);
  const { message, request, isolation } = asked;
  const composition = compose({ request, isolation, resolutions: asked.resolutions as unknown as Resolutions });
  if ('errors' in composition) throw new Error(`${request.id} was refused: ${composition.errors[0]?.message}`);
  const { text, digest } = canonicalSpec(composition.spec);
  const { staging } = composition;
  message.respond(`{"id":${encode(request.id)},"spec":${text},${encode({ digest, staging }).slice(1)}`);
  connection.publish(events.of('composed'), encode({ id: request.id, node: request.node, digest }));
}

connection.subscribe(requests, { callback: (_, message) => void take(message) });
connection.subscribe(answers, {
  callback: (_, message) => {
    for (const partial of decodeOurs(message.string()) as readonly Partial[]) answer(partial);
  },
});
await connection.flush();
serveRole();
