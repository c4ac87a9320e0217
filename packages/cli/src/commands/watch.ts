import { shownAddresses } from '@specline/bus';
import { type Sight, type Specline, SpeclineError } from '@specline/client';
import type { Command } from 'commander';
import { interruption } from '../end/interruption.ts';
import { paintFor } from '../output/paint.ts';
import { type AddressOptions, natsOption } from '../system/addresses.ts';
import { needsNats } from '../system/needs-nats.ts';
import { withSystem } from '../system/with-system.ts';
import { jsonLine, readableLine } from '../watch/line.ts';

interface WatchOptions extends Pick<AddressOptions, 'nats'> {
  readonly json?: boolean;
}

const after = `
Examples:
  specline watch --nats nats://127.0.0.1:4222
  specline watch --json | jq -c 'select(.type == "failed")'

One line each: a request was accepted, a worker's part arrived, a spec was
composed or failed, a node's inventory changed. There are no specs in it, no
option texts and no environment values. Ctrl-C ends it.

Exit codes:
  0  ended when asked to
  2  the command line cannot be used
  3  NATS cannot be reached`;

/** `specline watch`: what happens in a system, live. */
export function addWatch(program: Command): void {
  program
    .command('watch')
    .summary('follow progress and events, live')
    .description('Prints what happens in a running system, one line each, until it is asked to end.')
    .addOption(natsOption())
    .option('--json', 'one JSON object a line')
    .addHelpText('after', after)
    .action(watch);
}

async function watch({ nats, json = false }: WatchOptions): Promise<void> {
  needsNats(nats, 'an embedded one cannot be watched');
  await withSystem({ nats, logLevel: 'silent', services: false }, async ({ specline }) => {
    using end = interruption();
    const paint = paintFor(process.stdout);
    const gone = new Promise<void>((resolve) => process.stdout.once('error', () => resolve()));
    const print = (sight: Sight, time: Date): void => {
      process.stdout.write(`${json ? jsonLine(sight, time) : readableLine(sight, time, paint)}\n`);
    };
    await specline.live((sight) => print(sight, new Date()));
    if (process.stderr.isTTY) process.stderr.write(`watching ${shownAddresses(nats)}; Ctrl-C ends it\n`);
    await Promise.race([end.wished, gone, printEvents(specline, print)]);
  });
}

/** Each once where they are recorded; a system that only answers creates may have no journal. */
async function printEvents(specline: Specline, print: (sight: Sight, time: Date) => void): Promise<void> {
  try {
    for await (const sight of specline.watch()) print(sight, sight.recordedAt);
  } catch (error) {
    if (!(error instanceof SpeclineError)) throw error;
    process.stderr.write(`events are shown as they are published, for they are not recorded: ${error.message}\n`);
    await specline.live((sight) => print(sight, new Date()), { what: ['event'] });
    await new Promise(() => {});
  }
}
