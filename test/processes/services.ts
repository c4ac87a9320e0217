import { kinds } from '@specline/contracts';
import { startProcess, type TestProcess } from '@specline/testing';

export const services = ['aggregator', ...kinds] as const;
export type ServiceName = (typeof services)[number];

/** Starts a service as a process of its own. */
export const startService = (name: ServiceName, env: Readonly<Record<string, string>>): Promise<TestProcess> =>
  startProcess(`services/${name}/src/main.ts`, { env });

/** Resolves when a service takes work; all six start at once, which takes long on a busy machine. */
export const serving = (service: TestProcess): Promise<string> =>
  service.waitForLine((line) => line.includes('"event":"service started"'), 25_000);

/** Starts all services, each as a process of its own. */
export async function startServices(env: Readonly<Record<string, string>>): Promise<Map<ServiceName, TestProcess>> {
  const started = await Promise.all(services.map(async (name) => [name, await startService(name, env)] as const));
  const running = new Map(started);
  await Promise.all(Array.from(running.values(), serving));
  return running;
}
