import { kinds } from '@specline/contracts';
import { startProcess, type TestProcess } from '@specline/testing';

export const services = ['aggregator', ...kinds, 'gateway'] as const;
export type ServiceName = (typeof services)[number];

/** Starts a service as a process of its own. */
export const startService = (name: ServiceName, env: Readonly<Record<string, string>>): Promise<TestProcess> =>
  startProcess(`services/${name}/src/main.ts`, { env: { ...anyPort, ...env } });

/** Tests run beside each other. */
const anyPort = { SPECLINE_HTTP_PORT: '0' };

/** All services start at once, which takes long on a busy machine. */
const startTimeoutMs = 30_000;

/** Resolves when a service takes work; the gateway when it answers. */
export const serving = (service: TestProcess): Promise<string> =>
  service.waitForLine((line) => line.includes('"event":"service started"'), startTimeoutMs);

/** Starts all services, each as a process of its own. */
export async function startServices(env: Readonly<Record<string, string>>): Promise<Map<ServiceName, TestProcess>> {
  const started = await Promise.all(services.map(async (name) => [name, await startService(name, env)] as const));
  const running = new Map(started);
  await Promise.all(Array.from(running.values(), serving));
  return running;
}
