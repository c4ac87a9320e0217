import type { OutcomeEntry } from '@specline/client';
import { encode, type Outcome } from '@specline/contracts';
import { type Command, Option } from 'commander';
import { LineWriter } from '../output/line-writer.ts';
import { paintFor } from '../output/paint.ts';
import { withSink } from '../output/sink.ts';
import { readableOutcome } from '../records/outcome-line.ts';
import { type AddressOptions, natsOption } from '../system/addresses.ts';
import { needsNats } from '../system/needs-nats.ts';
import { withSystem } from '../system/with-system.ts';
import { pastTime } from './past-time.ts';

interface OutcomesOptions extends Pick<AddressOptions, 'nats'> {
  readonly since?: Date;
  readonly node?: string;
  readonly status?: Outcome['status'];
  readonly json?: boolean;
}

const after = `
Examples:
  specline outcomes --since 10m --status failed
  specline outcomes --since 2026-03-01T09:00:00Z --node win-01
  specline outcomes --json | jq -r 'select(.codes[] == "not-found") | .id'

One line each, newest last: when it was recorded, status, node, the request's id,
the codes of its errors. There are no specs in it; \`specline outcome ID\` prints one.

Exit codes:
  0  done
  2  the command line cannot be used
  3  NATS cannot be reached`;

/** `specline outcomes`: what became of submits, as a list. */
export function addOutcomes(program: Command): void {
  program
    .command('outcomes')
    .summary('list what became of submits')
    .description('Lists the outcomes that are recorded.')
    .addOption(natsOption())
    .option(
      '--since <time>',
      'recorded since then: 30s, 10m, 2h, 7d ago, or a time such as 2026-03-01T09:00Z',
      pastTime,
    )
    .option('--node <name>', 'of this node')
    .addOption(new Option('--status <status>', 'with this status').choices(['composed', 'failed']))
    .option('--json', 'one JSON object a line')
    .addHelpText('after', after)
    .action(outcomes);
}

async function outcomes({ nats, json = false, ...which }: OutcomesOptions): Promise<void> {
  needsNats(nats, 'an embedded one forgets its outcomes');
  const paint = paintFor(process.stdout);
  const line = json ? (entry: OutcomeEntry) => encode(entry) : (entry: OutcomeEntry) => readableOutcome(entry, paint);
  await withSystem({ nats, logLevel: 'silent', services: false }, ({ specline }) =>
    withSink(undefined, async (sink) => {
      const writer = new LineWriter(sink);
      for await (const entry of specline.outcomes(which)) if (writer.add(line(entry))) await writer.flush();
      await writer.flush();
    }),
  );
}
