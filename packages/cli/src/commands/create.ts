import type { Command } from 'commander';
import { type Result, resultLine } from '../compile/result.ts';
import { resultOf } from '../create/outcome.ts';
import type { ExitCode } from '../end/exit-codes.ts';
import { withAddresses } from '../system/addresses.ts';
import { withSystem } from '../system/with-system.ts';
import { type AnswerOptions, answer } from './answer.ts';
import { deliver } from './deliver.ts';
import { addInputOptions, checkInput } from './input-options.ts';
import { wholeNumber } from './numbers.ts';

interface CreateOptions extends AnswerOptions {
  readonly timeout: number;
}

const after = `
Examples:
  specline create bundle.json
  specline create --nats nats://nats:4222 --redis redis://redis:6379 bundle.json
  specline create --jsonl --concurrency 200 --nats nats://nats:4222 < requests.jsonl

Without --nats a whole system runs in this process while the command does.
The inventory of a bundle is pushed first, then its request is sent; bundles of
one node wait for each other. A request alone, {"node","container"}, is sent as
it is. Results are those of \`specline compile\`, byte for byte.

Exit codes:
  0  composed; with --jsonl each line had its final answer, errors or not
  1  refused, as the reference would
  2  the input or the command line cannot be used
  3  the system is away, too slow or overloaded; the same may work later`;

/** `specline create`: composes through the aggregator and the workers. */
export function addCreate(program: Command): void {
  const command = program
    .command('create')
    .summary('ask the workers for the spec of a bundle')
    .description(
      'Asks a running system for the OCI runtime spec of a bundle: one request, one answer, nothing recorded.',
    );
  withAddresses(addInputOptions(command))
    .option('--concurrency <n>', 'with --jsonl, requests at the same time', wholeNumber(1, 10_000), 64)
    .option('--timeout <ms>', 'the longest that a request takes', wholeNumber(1, 600_000), 10_000)
    .addHelpText('after', after)
    .action(async (file: string, options: CreateOptions) => {
      process.exitCode = await create(file, options);
    });
}

function create(file: string, options: CreateOptions): Promise<ExitCode> {
  checkInput(file, options);
  return withSystem({ ...options, logLevel: 'silent', services: options.nats === undefined }, (backends) =>
    answer<Result>(file, options, {
      backends,
      ask: async (request) => resultOf(await backends.specline.create(request, { timeoutMs: options.timeout })),
      lineOf: resultLine,
      deliver: (_name, result) => deliver(result, options),
    }),
  );
}
