import { connect } from 'nats';
import { serveLoad } from '../load/serve-load.ts';
import { Estate } from '../workload/estate.ts';
import { checkTrivial, type TrivialOutcome } from '../workload/partial.ts';
import { answers, requests } from './subjects.ts';

const connection = await connect({ servers: process.env.NATS_URL ?? '', noAsyncTraces: true });
const jetStream = connection.jetstream();
const name = String(process.pid);
const open = new Map<string, (answer: TrivialOutcome) => void>();
connection.subscribe(answers(name), {
  callback: (_, message) => {
    const answer = message.json<TrivialOutcome>();
    open.get(answer.id)?.(answer);
    open.delete(answer.id);
  },
});
await connection.flush();

const estate = new Estate();
serveLoad<TrivialOutcome>({
  async ask(index) {
    const request = estate.request(index);
    const answered = new Promise<TrivialOutcome>((resolve) => open.set(request.id, resolve));
    await jetStream.publish(requests(name), JSON.stringify(request), { timeout: 30_000 });
    const answer = await answered;
    checkTrivial(answer, request.id);
    return answer;
  },
  text: JSON.stringify,
});
