import type { Bus } from '../bus.ts';
import type { Log } from '../log/log.ts';
import { type Metrics, noMetrics } from '../metrics.ts';
import { type Checks, readiness } from './checks.ts';
import { type ListenOptions, listen, type Page } from './listener.ts';

/** What operators' tools see of a service: `/metrics`, `/healthz` and `/readyz`. */
export interface Monitor {
  readonly metrics: Metrics;
  /** Tells of the connection to the broker, too. */
  watch(bus: Pick<Bus, 'connection'>): void;
  /** From now on the service is ready while all of these are there. */
  serving(checks: Checks): void;
  /** From now on it is not ready. */
  stopping(): void;
  stop(): void;
}

const nothing = (): void => {};
const unseen: Monitor = { metrics: noMetrics, watch: nothing, serving: nothing, stopping: nothing, stop: nothing };

/**
 * Lets operators' tools look at this process over HTTP; without a port nobody looks, and nothing is kept or loaded.
 *
 * @throws CannotListen
 */
export async function openMonitor({ host, port }: ListenOptions, log: Log): Promise<Monitor> {
  if (port === 0) return unseen;
  const { PrometheusMetrics } = await import('../metrics/prometheus-metrics.ts');
  const metrics = new PrometheusMetrics();
  const never: Checks = { serving: () => false };
  let [connected, checks]: [Checks, Checks] = [{}, never];
  const stop = await listen(
    {
      '/metrics': async () => ({ status: 200, type: metrics.contentType, text: await metrics.text() }),
      // That it answers says that the event loop turns.
      '/healthz': () => ({ status: 200, type: 'text/plain', text: 'ok\n' }),
      '/readyz': () => readyPage({ ...connected, ...checks }),
    },
    { host, port },
  );
  log.note('listening for operators', { address: `${host}:${port}` });
  return {
    metrics,
    stop,
    watch: ({ connection }) => {
      metrics.tell('specline_bus_connected', {}, () => Number(connection.connected));
      metrics.tell('specline_bus_connection_losses_total', {}, () => connection.losses);
      connected = { bus: () => connection.connected };
    },
    serving: (given) => {
      checks = given;
    },
    stopping: () => {
      checks = never;
    },
  };
}

async function readyPage(checks: Checks): Promise<Page> {
  const found = await readiness(checks);
  return { status: found.ready ? 200 : 503, type: 'application/json', text: `${JSON.stringify(found)}\n` };
}
