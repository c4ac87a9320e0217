/**
 * Feeds a dashboard: events and progress, a line each. Give it the last sequence that you have seen and it goes on there.
 *
 *   NATS_URL=nats://127.0.0.1:4222 node packages/client/examples/dashboard-feed.ts [last sequence]
 */
import { connectSpecline } from '@specline/client';

const { NATS_URL = 'nats://127.0.0.1:4222' } = process.env;
const last = process.argv[2];

await using specline = await connectSpecline({ servers: NATS_URL.split(','), name: 'example dashboard' });
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void specline.close());

await specline.live((sight) => {
  if (sight.what === 'inventory') console.log(`- inventory ${sight.change.node} is at ${sight.change.revision}`);
  if (sight.what === 'progress')
    console.log(`- ${sight.progress.kind} ${sight.progress.request} ${sight.progress.result}`);
});

const from = last === undefined ? 'next' : { sequence: Number(last) + 1 };
for await (const { sequence, recordedAt, event } of specline.watch({ from })) {
  const { type, node, id, errors = [] } = event;
  console.log(`${sequence} ${recordedAt.toISOString()} ${type} ${node} ${id} ${errors.map(({ code }) => code)}`.trim());
}
