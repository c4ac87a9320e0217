import { FlowProducer, QueueEvents } from 'bullmq';
import { serveLoad } from '../../load/serve-load.ts';
import { Estate } from '../../workload/estate.ts';
import { checkTrivial, workers } from '../../workload/partial.ts';
import { connection, specs } from './options.js';

const flows = new FlowProducer({ connection });
const events = new QueueEvents(specs, { connection });
await Promise.all([flows.waitUntilReady(), events.waitUntilReady()]);
// Each open request listens.
for (const emitter of [flows, events]) emitter.setMaxListeners(0);
const estate = new Estate();
serveLoad({
  async ask(index) {
    const request = estate.request(index);
    const children = workers.map((kind) => ({ name: kind, queueName: kind, data: request }));
    const { job } = await flows.add({ name: 'create', queueName: specs, data: { id: request.id }, children });
    const answer = await job.waitUntilFinished(events);
    checkTrivial(answer, request.id);
    return answer;
  },
  text: JSON.stringify,
});
