import { connect } from 'nats';
import { serveLoad } from '../load/serve-load.ts';
import { Estate } from '../workload/estate.ts';
import { checkTrivial, type TrivialOutcome } from '../workload/partial.ts';
import { requests } from './subjects.ts';

const connection = await connect({ servers: process.env.NATS_URL ?? '', noAsyncTraces: true });
const estate = new Estate();
serveLoad<TrivialOutcome>({
  async ask(index) {
    const request = estate.request(index);
    const reply = await connection.request(requests, JSON.stringify(request), { timeout: 30_000 });
    const answer = reply.json<TrivialOutcome>();
    checkTrivial(answer, request.id);
    return answer;
  },
  text: JSON.stringify,
});
