import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { freePort, startCommand } from '@specline/testing';
import type { Access } from './access.ts';
import { docker } from './docker.ts';

const root = join(import.meta.dirname, '..', '..');

/** The services' image; the containers that break others are made of it too. */
const IMAGE = process.env.SPECLINE_IMAGE ?? 'specline:local';

/** What docker-compose.yml describes, under a name and on ports of its own. */
export interface ComposedSystem extends Disposable {
  /** What the command is told of this system. */
  readonly caller: Readonly<Record<string, string>>;
  readonly gatewayUrl: string;
  /** The services by name; each has one container. */
  readonly services: readonly string[];
  /** The services that Docker does not call healthy. */
  unhealthy(): readonly string[];
  /** Ends the main processes of containers as a crash would; resolves when the engine has started each again. */
  crash(services: readonly string[]): Promise<void>;
  /** Shows the end of what each container wrote. */
  showLogs(): void;
}

/** Brings the system up: builds its image, unless one is named, and starts it. */
export async function startSystem(name: string, access: Access): Promise<ComposedSystem> {
  const [natsPort, redisPort, gatewayPort] = await Promise.all([freePort(), freePort(), freePort()]);
  const ports = {
    SPECLINE_NATS_PORT: String(natsPort),
    SPECLINE_REDIS_PORT: String(redisPort),
    SPECLINE_GATEWAY_PORT: String(gatewayPort),
  };
  const compose = composeCommand(['--env-file', access.envFile, '--project-name', name], {
    ...ports,
    ...access.environment,
  });
  const up = ['up', '--detach', ...(process.env.SPECLINE_IMAGE === undefined ? ['--build'] : [])];
  const down = (): void => takeDown(name);
  const stopOnSignal = (): void => {
    down();
    process.exit(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopOnSignal);
  try {
    compose(up);
  } catch (error) {
    down();
    throw error;
  }
  return {
    caller: access.callerAt({ natsPort, redisPort }),
    gatewayUrl: `http://127.0.0.1:${gatewayPort}`,
    services: [...containersOf(name).keys()],
    unhealthy: () => unhealthyOf(name),
    crash: (services) => crash(name, services),
    showLogs: () => compose(['logs', '--no-color', '--tail', '20']),
    [Symbol.dispose]() {
      down();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stopOnSignal);
    },
  };
}

/** Version 2 is a part of `docker`, version 1 a program of its own. */
function composeCommand(options: readonly string[], settings: NodeJS.ProcessEnv): (args: readonly string[]) => void {
  const { status } = spawnSync('docker', ['compose', 'version'], { stdio: 'ignore' });
  const [program = '', ...before] = status === 0 ? ['docker', 'compose'] : ['docker-compose'];
  return (args) => {
    const env = { ...process.env, ...settings };
    const done = spawnSync(program, [...before, ...options, ...args], { cwd: root, env, stdio: 'inherit' });
    if (done.status !== 0)
      throw new Error(`${program} ${args.join(' ')} ended with ${done.status ?? done.error?.message}`);
  };
}

function unhealthyOf(name: string): string[] {
  const containers = [...containersOf(name)];
  const health = '{{if .State.Health}}{{.State.Health.Status}}{{else}}unknown{{end}}';
  const found = docker(['inspect', '--format', health, ...containers.map(([, id]) => id)]);
  return containers.flatMap(([service], index) => (found[index] === 'healthy' ? [] : [`${service} (${found[index]})`]));
}

async function crash(name: string, services: readonly string[]): Promise<void> {
  const containers = containersOf(name);
  const ids = services.map((service) => containers.get(service) ?? '');
  const pids = docker(['inspect', '--format', '{{.State.Pid}}', ...ids]);
  const [since = ''] = docker(['info', '--format', '{{.SystemTime}}']);
  // `docker kill` would count as the user's wish that it stay down. A process is ended by its number, where that is known.
  const script = 'for (const pid of process.argv.slice(1)) process.kill(Number(pid), "SIGKILL")';
  const node = ['--entrypoint', '/specline/node_modules/node/bin/node'];
  docker(['run', '--rm', '--pid=host', '--user=0', '--network=none', ...node, IMAGE, '-e', script, ...pids]);

  const filters = ['--filter=event=start', ...ids.map((id) => `--filter=container=${id}`)];
  const format = ['--format', '{{.ID}}'];
  await using events = await startCommand('docker', {
    args: ['events', '--since', since, ...filters, ...format],
    env: engine(),
  });
  for (const id of ids) await events.waitForLine((line) => line.startsWith(id), 60_000);
}

function containersOf(name: string): Map<string, string> {
  const service = '{{.Label "com.docker.compose.service"}}';
  const filter = `--filter=label=com.docker.compose.project=${name}`;
  const lines = docker(['ps', '--all', filter, '--format', `${service} {{.ID}}`]);
  return new Map(lines.map((line) => line.split(' ') as [string, string]).sort());
}

/** Removes all of a system, one thing after the other: at once, Docker 20.10 counts wrong the more often (moby#43286). */
function takeDown(name: string): void {
  const label = `--filter=label=com.docker.compose.project=${name}`;
  for (const container of docker(['ps', '--all', '--quiet', label])) docker(['rm', '--force', '--volumes', container]);
  for (const volume of docker(['volume', 'ls', '--quiet', label])) docker(['volume', 'rm', volume]);
  for (const network of docker(['network', 'ls', '--quiet', label])) removeNetwork(network);
}

/** That the engine takes a network without containers for used is a fault of its own, and none of what is tested. */
function removeNetwork(network: string): void {
  try {
    docker(['network', 'rm', network]);
  } catch (error) {
    const [containers] = docker(['network', 'inspect', '--format', '{{len .Containers}}', network]);
    if (containers !== '0') throw error;
    process.stdout.write(`compose: the engine keeps the empty network ${network} (moby#43286)\n`);
  }
}

/** What tells the command line where the engine is. */
function engine(): Record<string, string> {
  const host = process.env.DOCKER_HOST;
  return host === undefined ? {} : { DOCKER_HOST: host };
}
