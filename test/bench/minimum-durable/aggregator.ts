import { AckPolicy, connect, type JsMsg, RetentionPolicy, StorageType } from 'nats';
import { serveRole } from '../load/serve-load.ts';
import { work } from '../minimum/subjects.ts';
import { type Asked, type TrivialPartial, workers } from '../workload/partial.ts';
import { allRequests, answers, clientOf, stream } from './subjects.ts';

const connection = await connect({ servers: process.env.NATS_URL ?? '', noAsyncTraces: true });
const manager = await connection.jetstreamManager();
const kept = { retention: RetentionPolicy.Workqueue, storage: StorageType.File };
await manager.streams.add({ name: stream, subjects: [allRequests], ...kept });
await manager.consumers.add(stream, { durable_name: 'takers', ack_policy: AckPolicy.Explicit, max_ack_pending: 4_096 });

const open = new Map<string, { readonly request: JsMsg; readonly partials: TrivialPartial[] }>();
const partials = `minimum.partial.${process.pid}`;

connection.subscribe(partials, {
  callback: (_, message) => {
    const partial = message.json<TrivialPartial>();
    const asked = open.get(partial.id);
    if (asked === undefined || asked.partials.push(partial) < workers.length) return;
    open.delete(partial.id);
    const { request } = asked;
    connection.publish(
      answers(clientOf(request.subject)),
      JSON.stringify({ id: partial.id, partials: asked.partials }),
    );
    request.ack();
  },
});
const consumer = await connection.jetstream().consumers.get(stream, 'takers');
await consumer.consume({
  max_messages: 512,
  callback: (request) => {
    open.set(request.json<Asked>().id, { request, partials: [] });
    for (const worker of workers) connection.publish(work(worker), request.data, { reply: partials });
  },
});
serveRole();
