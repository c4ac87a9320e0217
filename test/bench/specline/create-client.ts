import type { ComposedOutcome } from '@specline/contracts';
import { serveLoad } from '../load/serve-load.ts';
import { connected, specText, traceparent } from './connected.ts';

/** As the other clients; a deadline is no part of what is measured. */
const patienceMs = 30_000;

const { specline, estate } = await connected();
serveLoad<ComposedOutcome>({
  ask: (index) => specline.create(estate.request(index), { traceparent: traceparent(index), timeoutMs: patienceMs }),
  text: specText,
});
