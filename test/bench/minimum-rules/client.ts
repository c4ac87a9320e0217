import { type ComposedOutcome, encode } from '@specline/contracts';
import { connect } from 'nats';
import { serveLoad } from '../load/serve-load.ts';
import { Estate } from '../workload/estate.ts';
import { requests } from './subjects.ts';

const connection = await connect({ servers: process.env.NATS_URL ?? '', noAsyncTraces: true });
const estate = new Estate();
serveLoad<Pick<ComposedOutcome, 'id' | 'spec'>>({
  async ask(index) {
    const request = estate.request(index);
    const reply = await connection.request(requests, JSON.stringify(request), { timeout: 30_000 });
    const outcome = reply.json<Pick<ComposedOutcome, 'id' | 'spec'>>();
    if (outcome.id !== request.id) throw new Error(`${request.id} was answered with ${outcome.id}`);
    return outcome;
  },
  text: ({ spec }) => encode(spec),
});
