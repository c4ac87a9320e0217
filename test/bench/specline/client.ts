import { connectSpecline } from '@specline/client';
import { type ComposedOutcome, encode } from '@specline/contracts';
import { serveLoad } from '../load/serve-load.ts';
import { Estate } from '../workload/estate.ts';

const { NATS_URL = '', INBOX_PREFIX = '_INBOX' } = process.env;
const specline = await connectSpecline({ servers: [NATS_URL], name: 'benchmark', inboxPrefix: INBOX_PREFIX });
const estate = new Estate();

/** Each request is of a trace of its own, as of a scheduler that traces. */
function traceparent(index: number): string {
  const id = (index + 1).toString(16);
  return `00-${id.padStart(32, '0')}-${id.padStart(16, '0')}-01`;
}

serveLoad<ComposedOutcome>({
  ask: (index) => specline.create(estate.request(index), { traceparent: traceparent(index) }),
  text: ({ spec }) => encode(spec),
});
