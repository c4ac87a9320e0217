import { type LogLevel, logLevels } from '@specline/bus';
import { version } from '@specline/contracts';
import { type Command, Option } from 'commander';
import { interruption } from '../end/interruption.ts';
import { type AddressOptions, checkAddresses, withAddresses } from '../system/addresses.ts';
import { placesOf } from '../system/places.ts';
import { withGateway } from '../system/with-gateway.ts';
import { withSystem } from '../system/with-system.ts';

interface UpOptions extends AddressOptions {
  readonly logLevel: LogLevel;
}

const after = `
Examples:
  specline up --nats nats://127.0.0.1:4222 --redis redis://127.0.0.1:6379
  specline up --log-level debug

Without addresses bus and inventory live in this process, where only HTTP
reaches them: good for a look. HTTP is served on 127.0.0.1, at port 8080 or at
another where that is taken; SPECLINE_HTTP_PORT asks for one, and the variables
of the gateway say the rest. Logs are JSON lines on standard error, one for each
outcome. Ctrl-C or SIGTERM finishes what is open, then ends.

Exit codes:
  0  ended when asked to
  2  the command line cannot be used
  3  NATS or Redis cannot be reached`;

/** `specline up`: all services in one process. */
export function addUp(program: Command): void {
  const command = program
    .command('up')
    .summary('run all services in one process')
    .description(
      'Runs the aggregator, a worker of each kind and the gateway in one process, until it is asked to end.',
    );
  withAddresses(command)
    .addOption(
      new Option('--log-level <level>', 'how much is logged').choices(logLevels).default('info').env('LOG_LEVEL'),
    )
    .addHelpText('after', after)
    .action(up);
}

async function up(options: UpOptions): Promise<void> {
  checkAddresses(options);
  await withSystem({ ...options, services: true }, async (backends) => {
    const { messages, log } = backends;
    using end = interruption();
    await withGateway(backends, async (address) => {
      await messages.introduce({ name: 'specline', version, description: 'All services in one process.' });
      process.stdout.write(`specline is up: ${placesOf(options)}. HTTP is at ${address}. Ctrl-C ends it.\n`);
      log.note('system started', { version, pid: process.pid });
      log.note('system stopping', { signal: await end.wished });
    });
  });
  process.stdout.write('specline has ended.\n');
}
