import { GenericContainer, getContainerRuntimeClient, type StartedTestContainer, Wait } from 'testcontainers';
import { freePort, waitUntilReady } from './port.ts';
import type { ServerPlan, TestServer } from './test-server.ts';

const CONFIG_FILE = '/specline-test.conf';
const START_TIMEOUT_MS = 60_000;

/** Starts the server's image; the first time the engine fetches it. */
export async function startContainer(plan: ServerPlan, fixedPort?: number): Promise<TestServer> {
  // A port that the engine picks would be another one after a restart.
  const port = fixedPort ?? (await freePort());
  const started = await launch(plan, port);
  const engine = await getContainerRuntimeClient();
  const container = engine.container.getById(started.getId());
  const server = containerServer(plan, { container, host: started.getHost(), port });
  await server.ready();
  return server;
}

async function launch({ program, config, container }: ServerPlan, port: number): Promise<StartedTestContainer> {
  const { image, command, port: inner } = container;
  let log = '';
  const content = config({ host: '0.0.0.0', port: inner, dataDir: '/data' });
  const launching = new GenericContainer(image)
    .withCommand([...command(CONFIG_FILE)])
    .withCopyContentToContainer([{ content, target: CONFIG_FILE, mode: 0o644 }])
    .withExposedPorts({ container: inner, host: port })
    .withLogConsumer((stream) => stream.on('data', (line) => (log += line)))
    // The usual check of the port runs a shell inside, which a bare image does not have.
    .withWaitStrategy(Wait.forLogMessage(/ready/i));
  try {
    return await launching.start();
  } catch (cause) {
    throw new Error(`${program} ended before it served:\n${log}`, { cause });
  }
}

interface Handle {
  readonly container: ReturnType<Awaited<ReturnType<typeof getContainerRuntimeClient>>['container']['getById']>;
  readonly host: string;
  readonly port: number;
}

function containerServer(plan: ServerPlan, { container, host, port }: Handle): TestServer & { ready(): Promise<void> } {
  const isRunning = async (): Promise<boolean> => (await container.inspect()).State.Running;
  const ready = (): Promise<void> =>
    waitUntilReady({ host, port, probe: plan.probe }, AbortSignal.timeout(START_TIMEOUT_MS));
  let removed: Promise<unknown> | undefined;
  const stop = async (): Promise<void> => {
    removed ??= container.remove({ force: true, v: true });
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
