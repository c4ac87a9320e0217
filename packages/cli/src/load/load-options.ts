import {
  durationMs,
  type Path,
  parseProfile,
  parseWeights,
  paths,
  type Segment,
  share,
  sizeBytes,
  Unreadable,
} from '@specline/load';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { wholeNumber } from '../commands/numbers.ts';
import { type AddressOptions, withAddresses } from '../system/addresses.ts';

/** What `specline load` is told. */
export interface LoadCommandOptions extends AddressOptions {
  readonly path: Path;
  readonly rate?: number;
  readonly profile?: readonly Segment[];
  readonly concurrency?: number;
  readonly duration?: number;
  readonly warmUp: number;
  readonly mix: ReturnType<typeof parseWeights>;
  readonly size?: number;
  readonly failures: number;
  readonly nodes: number;
  readonly seed: number;
  readonly timeout: number;
  readonly maxOpen: number;
  readonly maxRequests: number;
  readonly json?: string;
  readonly html?: string;
  readonly findMax?: true;
  readonly p99?: number;
  readonly maxRate: number;
  readonly yesItIsMine?: true;
}

/** An option whose text the load package reads. */
const read =
  <T>(parse: (text: string) => T) =>
  (text: string): T => {
    try {
      return parse(text);
    } catch (error) {
      if (error instanceof Unreadable) throw new InvalidArgumentError(`${error.message}.`);
      throw error;
    }
  };

const option = <T>(flags: string, description: string, parse: (text: string) => T): Option =>
  new Option(flags, description).argParser(read(parse));

/** Adds all options of a load. */
export function addLoadOptions(command: Command): Command {
  const added = [
    new Option('--path <path>', 'which way requests go').choices(paths).default('create'),
    option('--rate <n>', 'requests a second, whatever the answers do (default: 50)', wholeNumber(1, 100_000)),
    option(
      '--profile <profile>',
      'rates over time: constant:200/30s, ramp:100..1000/30s, step:100,200/10s, joined by +',
      parseProfile,
    ),
    option(
      '--concurrency <n>',
      'so many callers that wait for their answers, instead of a rate',
      wholeNumber(1, 10_000),
    ),
    option('--duration <time>', 'how long is measured: 30s, 5m (default: 10s)', durationMs),
    option('--warm-up <time>', 'sent before, and left out of the figures; 0s: none', warmUpMs).default(2_000, '2s'),
    option('--mix <weights>', 'generated requests', parseWeights).default(
      parseWeights('windows=70,hyperv=20,lcow=10'),
      'windows=70,hyperv=20,lcow=10',
    ),
    option('--size <bytes>', 'of a generated request, about: 3KB, 64KiB', sizeBytes),
    option('--failures <share>', 'of generated requests that must be refused', share).default(0, '0%'),
    option('--nodes <n>', 'generated nodes, pushed before and removed after', wholeNumber(1, 10_000)).default(10),
    option(
      '--seed <n>',
      'which requests are generated; the same seed, the same requests',
      wholeNumber(0, 2 ** 31),
    ).default(1),
    option('--timeout <ms>', 'the deadline of a request', wholeNumber(1, 600_000)).default(5_000),
    option('--max-open <n>', 'requests that may be open at a time', wholeNumber(1, 100_000)).default(10_000),
    option('--max-requests <n>', 'a run of more is refused', wholeNumber(1, 100_000_000)).default(1_000_000),
    new Option('--json <file>', 'write the result here, for compare'),
    new Option('--html <file>', 'write a report here'),
    new Option('--find-max', 'find the highest rate that keeps to --p99'),
    option('--p99 <time>', 'of --find-max: what 99 % of the answers must not exceed', durationMs),
    option('--max-rate <n>', 'of --find-max: go no higher', wholeNumber(1, 100_000)).default(2_000),
    new Option('--yes-it-is-mine', 'allows much load on a system that is not on this machine'),
  ];
  for (const each of added) command.addOption(each);
  return withAddresses(command);
}

const warmUpMs = (text: string): number => (/^0(ms|s|m)?$/.test(text) ? 0 : durationMs(text));
