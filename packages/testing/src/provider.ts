import { startBinary } from './binary-server.ts';
import type { ServerPlan, TestServer } from './test-server.ts';

/** Where the servers of the tests come from. */
export const ServerProvider = { path: 'path', containers: 'containers' } as const;
export type ServerProvider = (typeof ServerProvider)[keyof typeof ServerProvider];

/** Carries the decision, made once per run, to every test process; a developer may set it to force one. */
export const PROVIDER_VARIABLE = 'SPECLINE_TEST_SERVERS';

/** The provider that the environment names, if any. */
export function namedProvider(env: NodeJS.ProcessEnv): ServerProvider | undefined {
  const name = env[PROVIDER_VARIABLE];
  if (name === undefined || name === '') return undefined;
  const provider = Object.values(ServerProvider).find((known) => known === name);
  if (provider === undefined) throw new Error(`${PROVIDER_VARIABLE} is "${name}"; it may be "path" or "containers".`);
  return provider;
}

export async function startServer(plan: ServerPlan, port?: number): Promise<TestServer> {
  if (namedProvider(process.env) !== ServerProvider.containers) return startBinary(plan, port);
  // Imported only here: it takes half a second, and most machines have the binaries.
  const { startContainer } = await import('./container-server.ts');
  return startContainer(plan, port);
}
