import type { Receipt, Specline } from '@specline/client';
import type { CreateRequest } from '@specline/contracts';
import type { Command } from 'commander';
import { type Result, resultLine } from '../compile/result.ts';
import { resultOf } from '../create/outcome.ts';
import { type Recorded, receiptLine } from '../create/receipt.ts';
import { type ExitCode, exitCodes } from '../end/exit-codes.ts';
import { withSink } from '../output/sink.ts';
import { withAddresses } from '../system/addresses.ts';
import type { Backends } from '../system/backends.ts';
import { needsNats } from '../system/needs-nats.ts';
import { withSystem } from '../system/with-system.ts';
import { type AnswerOptions, type Asking, answer } from './answer.ts';
import { deliver } from './deliver.ts';
import { addInputOptions, checkInput } from './input-options.ts';
import { wholeNumber } from './numbers.ts';

interface SubmitOptions extends AnswerOptions {
  readonly timeout: number;
  readonly wait?: boolean;
}

const after = `
Examples:
  specline submit --nats nats://nats:4222 --redis redis://redis:6379 bundle.json
  specline submit --jsonl --nats nats://nats:4222 < requests.jsonl > receipts.jsonl
  specline submit --jsonl --wait --nats nats://nats:4222 < requests.jsonl

A submit is recorded, then composed exactly once, whatever breaks meanwhile. Its
request must have an id; \`specline outcome ID\` prints what became of it. To
submit the same again is safe. Each receipt is one line:
  {"name","id","sequence","duplicate","warnings"}
With --wait the results are those of \`specline create\`, byte for byte.

The inventory of a bundle is pushed first; its request then asks for that
revision or a newer one. Without --wait, bundles of one node should agree on
what it knows.

Exit codes:
  0  recorded, with --wait composed; with --jsonl each line had its final answer
  1  refused, as the reference would; or a dead letter
  2  the input or the command line cannot be used
  3  the system is away, too slow or overloaded; submit the same again`;

/** `specline submit`: orders specs durably. */
export function addSubmit(program: Command): void {
  const command = program
    .command('submit')
    .summary('order the spec of a bundle, durably')
    .description(
      'Orders the OCI runtime spec of a bundle from a running system: recorded, then composed exactly once.',
    );
  withAddresses(addInputOptions(command))
    .option('--wait', 'wait for the outcome and print it; without --nats a whole system runs in this process')
    .option('--concurrency <n>', 'with --jsonl, requests at the same time', wholeNumber(1, 10_000), 64)
    .option('--timeout <ms>', 'the longest to record, and to wait, in milliseconds', wholeNumber(1, 3_600_000), 60_000)
    .addHelpText('after', after)
    .action(async (file: string, options: SubmitOptions) => {
      process.exitCode = await submit(file, options);
    });
}

function submit(file: string, options: SubmitOptions): Promise<ExitCode> {
  checkInput(file, options);
  if (options.wait !== true)
    needsNats(options.nats, 'an embedded one forgets what it recorded, so that it needs --wait');
  return withSystem({ ...options, logLevel: 'silent', services: options.nats === undefined }, (backends) =>
    options.wait === true
      ? answer(file, options, composing(backends, options))
      : answer(file, options, recording(backends, options)),
  );
}

const recording = (backends: Backends, options: SubmitOptions): Asking<Recorded> => ({
  backends,
  ask: async (request) => ({ receipt: await recorded(request, backends.specline, options), warnings: [] }),
  lineOf: receiptLine,
  async deliver(name, submitted) {
    if ('errors' in submitted) return deliver(submitted, options);
    await withSink(options.output, (sink) => sink.write(`${receiptLine(name, submitted)}\n`));
    return exitCodes.done;
  },
});

const composing = (backends: Backends, options: SubmitOptions): Asking<Result> => ({
  backends,
  async ask(request) {
    const receipt = await recorded(request, backends.specline, options);
    return resultOf(await backends.specline.outcome(receipt, { wait: true, timeoutMs: options.timeout }));
  },
  lineOf: resultLine,
  deliver: (_name, result) => deliver(result, options),
});

const recorded = (request: CreateRequest, specline: Specline, { timeout }: SubmitOptions): Promise<Receipt> =>
  specline.submit(request, { timeoutMs: timeout });
