import { connect } from 'nats';
import { serveRole } from '../load/serve-load.ts';
import { type Asked, trivialPartial } from '../workload/partial.ts';
import { work } from './subjects.ts';

const kind = process.env.KIND ?? '';
const connection = await connect({ servers: process.env.NATS_URL ?? '', noAsyncTraces: true });
connection.subscribe(work(kind), {
  queue: kind,
  callback: (_, message) => void message.respond(JSON.stringify(trivialPartial(kind, message.json<Asked>()))),
});
await connection.flush();
serveRole();
