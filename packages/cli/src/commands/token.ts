import { randomBytes } from 'node:crypto';
import { encode, newToken, type TokenScope, tokenScopes } from '@specline/contracts';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { withSink } from '../output/sink.ts';

interface TokenOptions {
  readonly scopes: readonly TokenScope[];
  readonly json?: true;
}

const exitCodesText = `
Exit codes:
  0  done
  2  the command line cannot be used`;

const groupExamples = `
Examples:
  specline token create dashboard --scopes read
${exitCodesText}`;

const after = `
Scopes:
  read       outcomes, events and inventories, without what is secret
  create     ask for specs and submit
  inventory  change what nodes know
  secrets    see environments, command lines, credential specs and configs

Examples:
  specline token create dashboard --scopes read
  specline token create scheduler --scopes create,read,secrets

The first line is the token: it is shown once and kept nowhere. The second is
its entry in the list that SPECLINE_TOKENS_FILE of the gateway names.
${exitCodesText}`;

/** `specline token`: what lets clients in over HTTP. */
export function addToken(program: Command): void {
  program
    .command('token')
    .summary('make tokens of the HTTP interface')
    .description('Tokens of the HTTP interface.')
    .helpCommand(false)
    .addHelpText('after', groupExamples)
    .command('create')
    .summary('make a token')
    .description('Makes a token and the entry by which the gateway knows it.')
    .argument('<name>', 'what it is called in logs', nameOf)
    .addOption(
      new Option('--scopes <scopes>', `what it permits, separated by commas: ${tokenScopes.join(', ')}`)
        .argParser(scopesOf)
        .makeOptionMandatory(),
    )
    .option('--json', 'both as one JSON object')
    .addHelpText('after', after)
    .action(create);
}

async function create(name: string, { scopes, json }: TokenOptions): Promise<void> {
  const made = newToken({ name, scopes: [...scopes] }, randomBytes);
  const text = json === true ? encode(made) : `${made.token}\n${encode(made.entry)}`;
  await withSink(undefined, (sink) => sink.write(`${text}\n`));
}

function nameOf(text: string): string {
  if (/^[A-Za-z0-9._-]{1,64}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be 1 to 64 characters of A-Z a-z 0-9 . _ -');
}

function scopesOf(text: string): TokenScope[] {
  const scopes = text.split(',');
  if (scopes.every(isScope)) return [...new Set(scopes)];
  throw new InvalidArgumentError(`It must be of: ${tokenScopes.join(', ')}, separated by commas.`);
}

const isScope = (text: string): text is TokenScope => (tokenScopes as readonly string[]).includes(text);
