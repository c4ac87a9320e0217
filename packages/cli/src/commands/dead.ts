import { encode } from '@specline/contracts';
import { type Command, Option } from 'commander';
import { type ExitCode, exitCodes } from '../end/exit-codes.ts';
import { Failure, unusable } from '../end/failure.ts';
import { LineWriter } from '../output/line-writer.ts';
import { paintFor } from '../output/paint.ts';
import { withSink } from '../output/sink.ts';
import { readableDeadLetter } from '../records/dead-line.ts';
import { retryAll, retryOne } from '../records/retry.ts';
import { type AddressOptions, natsOption } from '../system/addresses.ts';
import type { Backends } from '../system/backends.ts';
import { needsNats } from '../system/needs-nats.ts';
import { withSystem } from '../system/with-system.ts';
import { wholeNumber } from './numbers.ts';

type Address = Pick<AddressOptions, 'nats'>;

const exitCodesText = `
Exit codes:
  0  done
  1  there is no such dead letter, or it cannot be retried
  2  the command line cannot be used
  3  NATS cannot be reached`;

const groupExamples = `
Examples:
  specline dead list --nats nats://nats:4222
  specline dead show 12
  specline dead retry 12
${exitCodesText}`;

const listExamples = `
Examples:
  specline dead list --nats nats://nats:4222
  specline dead list --json | jq -r 'select(.reason == "deliveries") | .sequence'

One line each, newest last: the letter's sequence, when it was recorded, the
request's id, the reason, what it means. Reasons are:
  unreadable  it is no request with an id
  conflict    its id has the outcome of another request
  deliveries  it was handed out too often: it may be what ends the services
${exitCodesText}`;

const showExamples = `
Examples:
  specline dead show 12
  specline dead show 12 --secrets | jq -r .text > request.json
${exitCodesText}`;

const retryExamples = `
Examples:
  specline dead retry 12
  specline dead retry --all

The same text is submitted again, under its id, and the letter removed. To retry
again what was interrupted is safe. With --all what cannot be retried stays. With
--json each that was submitted is {"sequence","id","submitSequence"}.
${exitCodesText}`;

/** `specline dead`: submits that ended without an outcome. */
export function addDead(program: Command): void {
  const dead = program
    .command('dead')
    .summary('list, show or retry submits that ended without an outcome')
    .description('Submits that ended without an outcome.')
    .helpCommand(false)
    .addHelpText('after', groupExamples);
  addList(dead);
  addShow(dead);
  addRetry(dead);
}

const maximumSequence = Number.MAX_SAFE_INTEGER;

function addList(dead: Command): void {
  dead
    .command('list')
    .summary('list them')
    .description('Lists the dead letters.')
    .addOption(natsOption())
    .option('--json', 'one JSON object a line')
    .addHelpText('after', listExamples)
    .action(list);
}

function addShow(dead: Command): void {
  dead
    .command('show')
    .summary('print one')
    .description('Prints a dead letter as JSON.')
    .argument('<sequence>', "the letter's sequence, as listed", wholeNumber(1, maximumSequence))
    .addOption(natsOption())
    .option('--secrets', 'what was submitted, too')
    .option('--json', 'errors as JSON on standard error')
    .addHelpText('after', showExamples)
    .action(show);
}

function addRetry(dead: Command): void {
  dead
    .command('retry')
    .summary('submit one or all again')
    .description('Submits dead letters again.')
    .argument('[sequence]', "the letter's sequence, as listed", wholeNumber(1, maximumSequence))
    .addOption(natsOption())
    .addOption(new Option('--all', 'all that are there'))
    .option('--json', 'results as JSON, one a line, and errors on standard error')
    .addHelpText('after', retryExamples)
    .action(async (sequence: number | undefined, options: RetryOptions) => {
      process.exitCode = await retry(sequence, options);
    });
}

async function list({ nats, json = false }: Address & { readonly json?: boolean }): Promise<void> {
  const paint = paintFor(process.stdout);
  await withLetters(nats, ({ specline }) =>
    withSink(undefined, async (sink) => {
      const writer = new LineWriter(sink);
      for await (const letter of specline.dead.list()) {
        if (writer.add(json ? encode(letter) : readableDeadLetter(letter, paint))) await writer.flush();
      }
      await writer.flush();
    }),
  );
}

async function show(sequence: number, { nats, secrets = false }: Address & { readonly secrets?: boolean }) {
  await withLetters(nats, async ({ specline }) => {
    const letter = await specline.dead.show(sequence);
    if (letter === undefined) throw noSuch(sequence);
    const shown = secrets ? letter : { ...letter, text: '[hidden: --secrets shows it]' };
    await withSink(undefined, (sink) => sink.write(`${encode(shown, 2)}\n`));
  });
}

interface RetryOptions extends Address {
  readonly all?: boolean;
  readonly json?: boolean;
}

function retry(sequence: number | undefined, { nats, all = false, json = false }: RetryOptions) {
  if ((sequence === undefined) !== all) throw unusable('say which one by its sequence, or --all');
  return withLetters(
    nats,
    ({ specline: { dead } }): Promise<ExitCode> =>
      sequence === undefined ? retryAll(dead, json) : retryOne(sequence, dead, json),
  );
}

function withLetters<T>(nats: string | undefined, use: (backends: Backends) => Promise<T>): Promise<T> {
  needsNats(nats, 'an embedded one forgets its dead letters');
  return withSystem({ nats, logLevel: 'silent', services: false }, use);
}

const noSuch = (sequence: number): Failure =>
  new Failure(exitCodes.refused, [
    {
      code: 'not-found',
      kind: 'request',
      message: `there is no dead letter ${sequence}; dead list shows which there are`,
    },
  ]);
