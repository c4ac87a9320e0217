import type { Command } from 'commander';
import { samples, showComposition } from '../demo/demo.ts';
import { whatNext } from '../demo/next.ts';
import { interruption } from '../end/interruption.ts';
import { type AddressOptions, checkAddresses, withAddresses } from '../system/addresses.ts';
import { placesOf } from '../system/places.ts';
import { withGateway } from '../system/with-gateway.ts';
import { withSystem } from '../system/with-system.ts';

const after = `
It needs nothing else. With --nats and --redis it uses those instead of a bus and
a store of its own. It serves HTTP on 127.0.0.1, at port 8080 where that is free.

Exit codes:
  0  ended when asked to
  2  the command line cannot be used
  3  NATS or Redis cannot be reached`;

/** `specline demo`: the whole system in one process, with a sample request. */
export function addDemo(program: Command): void {
  const command = program
    .command('demo')
    .summary('see it work: a whole system and a sample request')
    .description(
      'Runs a whole system in this process, sends a sample request through it, shows what happens, stays up.',
    );
  withAddresses(command).addHelpText('after', after).action(demo);
}

async function demo(options: AddressOptions): Promise<void> {
  checkAddresses(options);
  const print = (text: string): void => void process.stdout.write(text);
  await withSystem({ ...options, logLevel: 'silent', services: true }, async (backends) => {
    // From here on Ctrl-C ends the demo in order, also before it is ready.
    using end = interruption();
    await withGateway(backends, async (address) => {
      print(`specline demo: all services run in this process; ${placesOf(options)}.\n\n`);
      const shown = showComposition(backends, print).then(() => print(whatNext(samples, { ...options, address })));
      await Promise.race([end.wished, shown]);
      await end.wished;
    });
  });
  print('specline has ended.\n');
}
