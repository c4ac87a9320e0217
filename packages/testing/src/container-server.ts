import { randomUUID } from 'node:crypto';
import { getContainerRuntimeClient } from 'testcontainers';
import { ContainerLaunch } from './container-launch.ts';
import { onPort, waitUntilReady } from './port.ts';
import type { Place, ServerPlan, TestServer } from './test-server.ts';

const CONFIG_FILE = '/specline-test.conf';
const DATA_DIR = '/data';
const START_TIMEOUT_MS = 60_000;

type Engine = Awaited<ReturnType<typeof getContainerRuntimeClient>>;
type Container = ReturnType<Engine['container']['getById']>;

/** Starts the server's image; the first time the engine fetches it. */
export function startContainer(plan: ServerPlan, asked?: number): Promise<TestServer> {
  // A port that the engine picks would be another one after a restart.
  return onPort(asked, async (port) => {
    const engine = await getContainerRuntimeClient();
    const name = `specline-test-${randomUUID()}`;
    const container = engine.container.getById(name);
    try {
      const launch = launchOf(plan, port).withName(name);
      const started = await launch.start();
      // On the engine's own network a server listens on the loopback address, whatever the engine's name is.
      const host = plan.hostNetwork ? '127.0.0.1' : addressOf(started.getHost());
      const server = containerServer(plan, { container, host, port });
      await server.ready(launch.ended);
      return server;
    } catch (cause) {
      const log = await logOf(engine, container);
      await remove(container);
      throw new Error(`${plan.program} ended before it served:\n${log}`, { cause });
    }
  });
}

function launchOf(plan: ServerPlan, port: number): ContainerLaunch {
  const { image, command, port: inner } = plan.container;
  const place: Place = plan.hostNetwork
    ? { host: '127.0.0.1', port, dataDir: DATA_DIR }
    : { host: '0.0.0.0', port: inner, dataDir: DATA_DIR };
  const launch = new ContainerLaunch(image)
    .withWorkingDir(DATA_DIR) // the engine makes the folder where the image has none
    .withCommand([...command(CONFIG_FILE)])
    .withCopyContentToContainer([{ content: plan.config(place), target: CONFIG_FILE, mode: 0o644 }]);
  return plan.hostNetwork ? launch.withNetworkMode('host') : launch.withExposedPorts({ container: inner, host: port });
}

/** All that a container has written; nothing where there is no container. */
async function logOf(engine: Engine, container: Container): Promise<string> {
  try {
    return (await Array.fromAsync(await engine.container.logs(container))).join('');
  } catch {
    return '';
  }
}

/** The address that a free port was looked for on; the name may also mean `::1`. */
function addressOf(host: string): string {
  return host === 'localhost' ? '127.0.0.1' : host;
}

async function remove(container: Container): Promise<void> {
  await container.remove({ force: true, v: true }).catch((error: { statusCode?: number }) => {
    if (error.statusCode !== 404) throw error;
  });
}

interface ContainerServer extends TestServer {
  /** Resolves once the server answers; ends with the reason of a signal that fires before. */
  ready(...signals: AbortSignal[]): Promise<void>;
}

interface Handle {
  readonly container: Container;
  readonly host: string;
  readonly port: number;
}

function containerServer(plan: ServerPlan, { container, host, port }: Handle): ContainerServer {
  const isRunning = async (): Promise<boolean> => (await container.inspect()).State.Running;
  const ready = (...signals: AbortSignal[]): Promise<void> => {
    const tooLate = AbortSignal.timeout(START_TIMEOUT_MS);
    return waitUntilReady({ host, port, probe: plan.probe }, AbortSignal.any([...signals, tooLate]));
  };
  let removed: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    removed ??= remove(container);
    await removed;
  };
  return {
    url: `${plan.scheme}://${host}:${port}`,
    port,
    ready,
    stop,
    [Symbol.asyncDispose]: stop,
    async kill() {
      if (!(await isRunning())) return;
      await container.kill();
      await container.wait();
    },
    async restart() {
      await ((await isRunning()) ? container.restart() : container.start());
      await ready();
    },
    async pause() {
      await container.pause();
    },
    async resume() {
      await container.unpause();
    },
  };
}
