import { endOf } from './end/end-of.ts';
import { createProgram } from './program.ts';

/** Runs one command to its end; the exit code is the process's. */
export async function run(args: readonly string[]): Promise<void> {
  // Of a load itself, it names the file for the result.
  const json = args.includes('--json') && (args[0] !== 'load' || args[1] === 'compare');
  process.on('uncaughtException', (error) => process.exit(endOf(error, { json })));
  // A reader that goes away, as `head` does, is told to whoever writes; here it must only not end the process.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  forgetEmptyVariables();
  try {
    const program = await createProgram({ json, first: args[0] });
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = endOf(error, { json });
  }
}

/** A variable that is set to nothing counts as absent, as for the services. */
function forgetEmptyVariables(): void {
  for (const name of ['NATS_URL', 'REDIS_URL', 'LOG_LEVEL']) if (process.env[name] === '') delete process.env[name];
}
