import { installWithApt } from './apt.ts';
import { BROWSER_VARIABLE, findBrowser } from './browser.ts';
import { type Machine, thisMachine } from './machine.ts';
import { namedProvider, PROVIDER_VARIABLE, ServerProvider } from './provider.ts';

const PROGRAMS = ['nats-server', 'redis-server'] as const;

const REMEDY = `The tests run against real servers, and this machine has neither ${PROGRAMS.join(' and ')} on PATH
nor a container engine that answers. Any one of these is enough:
  - install both, e.g. "apt-get install nats-server redis-server" or "brew install nats-server redis";
  - start Docker (or set DOCKER_HOST);
  - on Debian or Ubuntu, run the tests as root: they install both themselves.`;

/** Vitest's global set-up: decides once where servers and the browser come from and tells every test process. */
export async function setup(): Promise<void> {
  const named = namedProvider(process.env);
  const provider = named ?? (await findProvider(thisMachine, installWithApt));
  if (provider === undefined) return giveUp(REMEDY);
  if (!(await isAvailable(provider, thisMachine)))
    return giveUp(`${PROVIDER_VARIABLE} asks for "${provider}".\n${REMEDY}`);
  process.env[PROVIDER_VARIABLE] = provider;
  const { path = '', lacks } = findBrowser(process.env, { machine: thisMachine, install: installWithApt });
  process.env[BROWSER_VARIABLE] = path;
  if (lacks !== undefined) process.stderr.write(`${lacks}\n`);
}

function giveUp(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}

async function isAvailable(provider: ServerProvider, machine: Machine): Promise<boolean> {
  if (provider === ServerProvider.containers) return machine.hasContainerEngine();
  return PROGRAMS.every((program) => machine.hasProgram(program));
}

/** The first of: programs on PATH, containers, programs just installed; undefined where none is to be had. */
export async function findProvider(
  machine: Machine,
  install: (programs: readonly string[]) => void,
): Promise<ServerProvider | undefined> {
  const missing = PROGRAMS.filter((program) => !machine.hasProgram(program));
  if (missing.length === 0) return ServerProvider.path;
  if (await machine.hasContainerEngine()) return ServerProvider.containers;
  if (!machine.isRoot() || !machine.hasProgram('apt-get')) return undefined;
  install(missing);
  return ServerProvider.path;
}
