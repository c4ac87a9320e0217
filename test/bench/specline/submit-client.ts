import type { Outcome } from '@specline/contracts';
import { serveLoad } from '../load/serve-load.ts';
import { connected, specText, traceparent } from './connected.ts';

const { specline, estate } = await connected();
serveLoad<Outcome>({
  async ask(index) {
    const receipt = await specline.submit(estate.request(index), { traceparent: traceparent(index) });
    return specline.outcome(receipt, { wait: true });
  },
  text: specText,
});
