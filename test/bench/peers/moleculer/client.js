import { serveLoad } from '../../load/serve-load.ts';
import { Estate } from '../../workload/estate.ts';
import { checkTrivial } from '../../workload/partial.ts';
import { brokerOf } from './broker.js';

const broker = brokerOf('client');
await broker.start();
await broker.waitForServices('specs');
const estate = new Estate();
serveLoad({
  async ask(index) {
    const request = estate.request(index);
    const answer = await broker.call('specs.create', request);
    checkTrivial(answer, request.id);
    return answer;
  },
  text: JSON.stringify,
});
