import type { Command } from 'commander';
import { read } from '../compile/read.ts';
import { type Reader, readerOf, readInventory } from '../compile/reader.ts';
import { type Asked, askedAt, readAsked } from '../create/asked.ts';
import { createLines } from '../create/create-lines.ts';
import { Creator } from '../create/creator.ts';
import type { ExitCode } from '../end/exit-codes.ts';
import { readDocument } from '../input/document.ts';
import { withSink } from '../output/sink.ts';
import { type AddressOptions, checkAddresses, withAddresses } from '../system/addresses.ts';
import type { Backends } from '../system/backends.ts';
import { pushInventory } from '../system/change-inventory.ts';
import { withSystem } from '../system/with-system.ts';
import { deliver } from './deliver.ts';
import { addInputOptions, checkInput, type InputOptions } from './input-options.ts';
import { wholeNumber } from './numbers.ts';

interface CreateOptions extends AddressOptions, InputOptions {
  readonly concurrency: number;
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
  return withSystem({ ...options, logLevel: 'silent', services: options.nats === undefined }, async (backends) => {
    const reader = await readerFor(options, backends);
    const creator = creatorFor(options, backends);
    if (options.jsonl === true) {
      return withSink(options.output, (sink) => createLines(file, { reader, creator, sink, ...options }));
    }
    const document = reader(await readDocument(file));
    return deliver('refused' in document ? document.refused : await creator.create(document.task), options);
  });
}

const creatorFor = (options: CreateOptions, { messages, subjects, inventory }: Backends): Creator =>
  new Creator({
    messages,
    subjects,
    inventory: knowsInventory(options) ? inventory : undefined,
    timeoutMs: options.timeout,
  });

/** Without `--nats` the inventory is ours. */
const knowsInventory = ({ nats, redis }: AddressOptions): boolean => nats === undefined || redis !== undefined;

/** With `--inventory` that is pushed, once, before any request to its node. */
async function readerFor(options: CreateOptions, backends: Backends): Promise<Reader<Asked>> {
  if (options.inventory === undefined) return (line) => read(line, 'bundle', readAsked);
  checkAddresses(options);
  const document = await readInventory(options.inventory);
  const { revision } = await pushInventory(document, backends);
  const ofNode = readerOf(document, options.container);
  return (line) => {
    const request = ofNode(line);
    return 'task' in request ? { ...request, task: askedAt(request.task, revision) } : request;
  };
}
