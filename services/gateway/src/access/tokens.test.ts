import * as crypto from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode, newToken } from '@specline/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readTokens } from './tokens.ts';

/** The real one, which counts. */
const compared = vi.hoisted(() => ({ times: 0 }));
vi.mock('node:crypto', async (original) => {
  const real = await original<typeof crypto>();
  const timingSafeEqual: typeof real.timingSafeEqual = (...sides) => {
    compared.times += 1;
    return real.timingSafeEqual(...sides);
  };
  return { ...real, timingSafeEqual };
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'specline-tokens-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  compared.times = 0;
});

async function file(text: string): Promise<string> {
  const name = join(folder, 'tokens.json');
  await writeFile(name, text);
  return name;
}

describe('a new token', () => {
  it('has 256 random bits', () => {
    const asked: number[] = [];
    const random = (count: number): Buffer => {
      asked.push(count);
      return Buffer.alloc(count, 7);
    };
    const { token } = newToken({ name: 'a', scopes: [] }, random);
    expect(asked).toEqual([32]);
    expect(Buffer.from(token.replace('specline_', ''), 'base64url')).toEqual(Buffer.alloc(32, 7));
  });
});

describe('the tokens of a file', () => {
  it('are compared with all, each in constant time, whichever is presented', async () => {
    const made = ['a', 'b', 'c'].map((name) => newToken({ name, scopes: ['read'] }, crypto.randomBytes));
    const tokens = await readTokens(await file(encode(made.map(({ entry }) => entry))));
    const presented = [...made.map(({ token }) => token), 'specline_unknown', ''];
    const found = presented.map((token) => {
      compared.times = 0;
      return [tokens(token)?.name, compared.times];
    });
    expect(found).toEqual([
      ['a', 3],
      ['b', 3],
      ['c', 3],
      [undefined, 3],
      [undefined, 3],
    ]);
  });

  it.each([
    ['no JSON', 'hush', 'it is not JSON'],
    ['a hash that is none', '[{"name":"a","sha256":"hush","scopes":[]}]', 'tokens[0].sha256 is [redacted]'],
    ['an unknown field', '[{"name":"a","hush":1}]', 'is not a field here'],
    ['a forbidden key', '[{"__proto__":{"name":"hush"}}]', 'it is not JSON'],
  ])('quotes nothing of a file that cannot be used: %s', async (_what, text, says) => {
    const refusal = await readTokens(await file(text)).catch((error: unknown) => String(error));
    expect(refusal).toContain('SPECLINE_TOKENS_FILE is "');
    expect(refusal).toContain(says);
    expect(String(refusal).replace('.hush is', '')).not.toContain('hush');
  });
});
