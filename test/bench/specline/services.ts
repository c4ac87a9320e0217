import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { kinds } from '@specline/contracts';
import { freePort, startCommand } from '@specline/testing';

/** The services of a system, each a process of its own. */
export interface Services extends AsyncDisposable {
  readonly processes: ReadonlyMap<string, number>;
  /** Ports where they tell of themselves. */
  readonly metricsPorts: readonly number[];
}

export interface ServicesOptions {
  /** The address of NATS for a user. */
  readonly natsUrl: (user: string) => string;
  readonly redisUrl: string;
  /** Of each kind; one unless given. */
  readonly workers?: number;
  readonly env?: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, '..', '..', '..');

const startTimeoutMs = 60_000;

/** Starts the services with their logs in files, as a container engine would keep them, and a port for metrics each. */
export async function startServices({ workers = 1, ...options }: ServicesOptions): Promise<Services> {
  await using starting = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'specline-bench-logs-'));
  starting.defer(() => rm(folder, { recursive: true }));
  const processes = new Map<string, number>();
  const metricsPorts: number[] = [];
  for (const [name, service] of names(workers)) {
    const port = await freePort();
    const child = starting.use(await startService(service, { ...options, log: join(folder, `${name}.log`), port }));
    processes.set(name, child.pid);
    metricsPorts.push(port);
  }
  await Promise.all(metricsPorts.map(isReady));
  const running = starting.move();
  return { processes, metricsPorts, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

function names(workers: number): [name: string, service: string][] {
  const numbered = (kind: string): [string, string][] =>
    Array.from({ length: workers }, (_, n) => [workers === 1 ? kind : `${kind}-${n + 1}`, kind]);
  return [['aggregator', 'aggregator'], ...kinds.flatMap(numbered)];
}

interface ServiceOptions extends Omit<ServicesOptions, 'workers'> {
  readonly log: string;
  readonly port: number;
}

function startService(service: string, { natsUrl, redisUrl, env = {}, log, port }: ServiceOptions) {
  const user = service === 'aggregator' ? service : `worker-${service}`;
  return startCommand('sh', {
    // The log goes to a file without a process between.
    args: ['-c', 'exec node "$1" 2>"$2"', 'sh', join(root, 'services', service, 'src', 'main.ts'), log],
    env: {
      NATS_URL: natsUrl(user),
      REDIS_URL: redisUrl,
      SPECLINE_INBOX_PREFIX: `_INBOX_${user}`,
      SPECLINE_METRICS_PORT: String(port),
      ...env,
    },
  });
}

/** A service says by its port for metrics that it takes work. */
async function isReady(port: number): Promise<void> {
  const until = performance.now() + startTimeoutMs;
  const ready = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await ready())) {
    if (performance.now() > until) throw new Error(`a service is not ready after ${startTimeoutMs} ms`);
    await wait(50);
  }
}
