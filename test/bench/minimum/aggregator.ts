import { connect, type Msg } from 'nats';
import { serveRole } from '../load/serve-load.ts';
import { type Asked, type TrivialPartial, workers } from '../workload/partial.ts';
import { requests, work } from './subjects.ts';

const connection = await connect({ servers: process.env.NATS_URL ?? '', noAsyncTraces: true });
const open = new Map<string, { readonly request: Msg; readonly partials: TrivialPartial[] }>();
const answers = `minimum.partial.${process.pid}`;

connection.subscribe(requests, {
  callback: (_, request) => {
    const { id } = request.json<Asked>();
    open.set(id, { request, partials: [] });
    for (const worker of workers) connection.publish(work(worker), request.data, { reply: answers });
  },
});
connection.subscribe(answers, {
  callback: (_, message) => {
    const partial = message.json<TrivialPartial>();
    const asked = open.get(partial.id);
    if (asked === undefined || asked.partials.push(partial) < workers.length) return;
    open.delete(partial.id);
    asked.request.respond(JSON.stringify({ id: partial.id, partials: asked.partials }));
  },
});
await connection.flush();
serveRole();
