import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** Who a caller of the system is, and what the system must know to let it in. */
export interface Access extends Disposable {
  /** For `--env-file`, as an operator names it. */
  readonly envFile: string;
  /** What docker-compose.yml is told besides. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the command is told of NATS and Redis at these ports. */
  callerAt(ports: { readonly natsPort: number; readonly redisPort: number }): Readonly<Record<string, string>>;
}

/** infra/open.env: everybody may do everything. */
export const openAccess: Access = {
  envFile: 'infra/open.env',
  environment: {},
  callerAt: ({ natsPort, redisPort }) => ({
    NATS_URL: `nats://127.0.0.1:${natsPort}`,
    REDIS_URL: `redis://127.0.0.1:${redisPort}`,
  }),
  [Symbol.dispose]: () => {},
};

/** What infra/secrets/make.sh makes, in a folder of its own, and a token of the HTTP interface; the caller is an operator. */
export function makeAccess(): Access & { readonly token: string } {
  const folder = mkdtempSync(join(tmpdir(), 'specline-secrets-'));
  execFileSync(join(root, 'infra', 'secrets', 'make.sh'), [folder], { stdio: 'inherit' });
  const { token, entry } = createToken();
  const tokens = join(folder, 'tokens.json');
  writeFileSync(tokens, JSON.stringify([entry]));
  const secret = secretsOf(readFileSync(join(folder, '.env'), 'utf8'));
  return {
    envFile: join(folder, '.env'),
    environment: { SPECLINE_REDIS_USERS: join(folder, 'redis-users.acl'), SPECLINE_TOKENS_FILE: tokens },
    token,
    callerAt: ({ natsPort, redisPort }) => ({
      NATS_URL: `nats://operator:${secret('SPECLINE_NATS_PASSWORD_OPERATOR')}@127.0.0.1:${natsPort}`,
      SPECLINE_INBOX_PREFIX: '_INBOX_operator',
      REDIS_URL: `redis://writer:${secret('SPECLINE_REDIS_PASSWORD_WRITER')}@127.0.0.1:${redisPort}`,
    }),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}

function createToken(): { readonly token: string; readonly entry: unknown } {
  const command = join(root, 'packages', 'cli', 'src', 'main.ts');
  const args = [command, 'token', 'create', 'scheduler', '--scopes', 'create,secrets', '--json'];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

function secretsOf(text: string): (name: string) => string {
  const values = new Map(text.split('\n').map((line) => line.split('=') as [string, string]));
  return (name) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`no ${name} was made`);
    return value;
  };
}
