import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startCommand } from '@specline/testing';

/** Where Debian's golang-github-nats-io-go-nats-dev puts sources, for a compiler without modules. */
const sources = '/usr/share/gocode';

/** With which programs for it are compiled, from those sources. */
export const goEnvironment = { GO111MODULE: 'off', GOPATH: sources };

/** What lets the program run. */
export const goRemedy =
  'it needs golang-go and golang-github-nats-io-go-nats-dev of Debian (sudo apt-get install, some 300 MB)';

/** Whether there is a compiler, and the stock client for it. */
export async function goIsThere(): Promise<boolean> {
  if (!existsSync(join(sources, 'src/github.com/nats-io/nats.go/micro'))) return false;
  return startCommand('go', { args: ['version'] }).then(
    async ({ exited }) => (await exited) === 0,
    () => false,
  );
}

export interface GoClientOptions {
  /** In JSON; it has an id. */
  readonly request: string;
  readonly natsUrl: string;
  readonly inboxPrefix: string;
}

/** What the program has seen. */
export interface Seen {
  readonly created: unknown;
  readonly sequence: number;
  readonly events: readonly { readonly type: string; readonly ce: string; readonly data: unknown }[];
  readonly outcome: unknown;
  readonly services: readonly { readonly name: string; readonly version: string; readonly subjects: string[] }[];
}

/** Compiles and runs main.go. Rejects with what it says where it fails. */
export async function runGoClient({ request, natsUrl, inboxPrefix }: GoClientOptions): Promise<Seen> {
  const go = await startCommand('go', {
    args: ['run', 'main.go'],
    cwd: import.meta.dirname,
    env: { ...goEnvironment, NATS_URL: natsUrl, INBOX_PREFIX: inboxPrefix },
    stdin: request,
  });
  if ((await go.exited) !== 0) throw new Error(go.stderr());
  return JSON.parse(go.stdout()) as Seen;
}
