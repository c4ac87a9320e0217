import type { ComposedOutcome } from '@specline/contracts';
import { serveLoad } from '../load/serve-load.ts';
import { connected, specText, traceparent } from './connected.ts';

const { specline, estate } = await connected();
serveLoad<ComposedOutcome>({
  ask: (index) => specline.create(estate.request(index), { traceparent: traceparent(index) }),
  text: specText,
});
