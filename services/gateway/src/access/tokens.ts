import { timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { InvalidSettings } from '@specline/bus';
import {
  decode,
  InvalidRequest,
  JsonError,
  type TokenEntry,
  type TokenScope,
  tokenFileSchema,
  tokenHash,
  tokenScopes,
  validate,
} from '@specline/contracts';

/** Who sends a request, and what it may. */
export interface Caller {
  readonly name: string;
  readonly scopes: ReadonlySet<TokenScope>;
}

/** Everybody on this machine, where there are no tokens. */
export const anybody: Caller = { name: 'anybody', scopes: new Set(tokenScopes) };

/** Finds who a token belongs to. */
export type Tokens = (token: string) => Caller | undefined;

/** Reads the tokens that are permitted. @throws InvalidSettings naming the file and each fault, and no value. */
export async function readTokens(file: string): Promise<Tokens> {
  const entries = await readEntries(file);
  const names = entries.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw unusable(file, `the name ${repeated} is there twice`);
  return knownTokens(entries);
}

async function readEntries(file: string): Promise<readonly TokenEntry[]> {
  try {
    return validate(tokenFileSchema, decode(await readFile(file, 'utf8')), 'tokens');
  } catch (error) {
    if (error instanceof InvalidRequest) throw unusable(file, error.message);
    if (error instanceof JsonError) throw unusable(file, 'it is not JSON');
    throw unusable(file, `it cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
}

const unusable = (file: string, reason: string): InvalidSettings =>
  new InvalidSettings(
    `SPECLINE_TOKENS_FILE is "${file}": ${reason}; write a list of what \`specline token create\` prints`,
  );

function knownTokens(entries: readonly TokenEntry[]): Tokens {
  const known = entries.map(({ name, sha256, scopes }) => ({
    hash: Buffer.from(sha256, 'hex'),
    caller: { name, scopes: new Set(scopes) },
  }));
  return (token) => {
    const presented = Buffer.from(tokenHash(token), 'hex');
    // All are compared, each in constant time: how long it takes says nothing of them.
    return known.filter(({ hash }) => timingSafeEqual(hash, presented))[0]?.caller;
  };
}
