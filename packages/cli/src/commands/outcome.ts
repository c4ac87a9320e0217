import { type Command, Option } from 'commander';
import { resultOf } from '../create/outcome.ts';
import { type ExitCode, exitCodes } from '../end/exit-codes.ts';
import { Failure } from '../end/failure.ts';
import { type AddressOptions, natsOption } from '../system/addresses.ts';
import { needsNats } from '../system/needs-nats.ts';
import { withSystem } from '../system/with-system.ts';
import { deliver } from './deliver.ts';
import { wholeNumber } from './numbers.ts';

interface OutcomeOptions extends Pick<AddressOptions, 'nats'> {
  readonly wait?: boolean;
  readonly timeout: number;
  readonly json?: boolean;
  readonly output?: string;
}

const after = `
Examples:
  specline outcome web-7 --nats nats://nats:4222 > config.json
  specline outcome web-7 --wait --timeout 300000

The spec, or the errors, as \`specline create\` prints them. They hold what is
secret in the request, so that not every user of NATS may read them.

Exit codes:
  0  composed
  1  refused, as the reference would; a dead letter; or no outcome yet
  2  the command line cannot be used
  3  NATS cannot be reached; with --wait, still no outcome`;

/** `specline outcome`: what became of a submit. */
export function addOutcome(program: Command): void {
  program
    .command('outcome')
    .summary('print what became of a submit')
    .description('Prints the OCI runtime spec that a submit came to, or its errors.')
    .argument('<id>', "the request's id")
    .addOption(natsOption())
    .option('--wait', 'wait for it while there is none')
    .addOption(
      new Option('--timeout <ms>', 'the longest that it waits, in milliseconds')
        .argParser(wholeNumber(1, 3_600_000))
        .default(60_000),
    )
    .option('-o, --output <file>', 'write here; the file appears whole or not at all')
    .option('--json', 'errors and warnings as JSON on standard error')
    .addHelpText('after', after)
    .action(async (id: string, options: OutcomeOptions) => {
      process.exitCode = await outcome(id, options);
    });
}

async function outcome(id: string, options: OutcomeOptions): Promise<ExitCode> {
  const { nats, wait = false, timeout } = options;
  needsNats(nats, 'an embedded one forgets its outcomes');
  return withSystem({ nats, logLevel: 'silent', services: false }, async ({ specline }) => {
    const found = await specline.outcome(id, { wait, timeoutMs: timeout });
    if (found === undefined) throw noneYet(id);
    return deliver(resultOf(found), options);
  });
}

const noneYet = (id: string): Failure =>
  new Failure(exitCodes.refused, [
    { code: 'not-found', kind: 'request', message: `no outcome of ${id} is recorded; --wait waits for it` },
  ]);
