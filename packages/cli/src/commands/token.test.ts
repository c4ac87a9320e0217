import { tokenFileSchema, tokenHash } from '@specline/contracts';
import { expect, it } from 'vitest';
import { specline } from '../specline.fixture.ts';

it('a token is shown once, with the entry that knows it by its hash', async () => {
  const { exitCode, stdout } = await specline(['token', 'create', 'dashboard', '--scopes', 'read,secrets']);
  const [token = '', entry = ''] = stdout.trimEnd().split('\n');
  expect(exitCode).toBe(0);
  expect(token).toMatch(/^specline_[\w-]{43}$/);
  expect(tokenFileSchema.parse([JSON.parse(entry)])).toEqual([
    { name: 'dashboard', sha256: tokenHash(token), scopes: ['read', 'secrets'] },
  ]);
  expect(entry).not.toContain(token);
});

it('no two tokens are the same', async () => {
  const create = () => specline(['token', 'create', 'a', '--scopes', 'read', '--json']);
  const [one, two] = (await Promise.all([create(), create()])).map(({ stdout }) => JSON.parse(stdout));
  expect(one.token).not.toBe(two.token);
});

it.each([
  [['token', 'create', 'a'], "required option '--scopes <scopes>'"],
  [['token', 'create', 'a', '--scopes', 'all'], 'It must be of: read, create, inventory, secrets'],
  [['token', 'create', 'a b', '--scopes', 'read'], 'It must be 1 to 64 characters'],
])('%j cannot be used', async (args, says) => {
  const { exitCode, stderr } = await specline(args);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(says);
});
