import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { knownFailure, publicForm, type Subjects, subjectsBelow, version } from '@specline/contracts';
import type { Bus } from '../bus.ts';
import type { Journal } from '../journal.ts';
import { createLog } from '../log/create-log.ts';
import type { Log } from '../log/log.ts';
import { safeError } from '../log/safe-error.ts';
import type { Messages } from '../messages.ts';
import type { Metrics } from '../metrics.ts';
import type { Checks } from '../monitor/checks.ts';
import { type Monitor, openMonitor } from '../monitor/monitor.ts';
import { connectBus } from '../nats/connect-bus.ts';
import { openSpans } from '../spans/open-spans.ts';
import type { Spans } from '../spans.ts';
import { boundHeap } from './bounded-heap.ts';
import { type Environment, InvalidSettings, type ServiceSettings, serviceSettings } from './settings.ts';

/** What a service starts with. */
export interface ServiceContext {
  readonly settings: ServiceSettings;
  readonly messages: Messages;
  readonly journal: Journal;
  readonly subjects: Subjects;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly spans: Spans;
}

export interface RunningService {
  /** What it needs beside the bus to be ready. */
  readonly checks?: Checks;
  /** Finishes what is open and takes nothing new. The bus is closed for it. */
  stop(): Promise<void>;
}

export interface Service {
  /** As in the service protocol and in logs: letters, digits, `-` and `_`. */
  readonly name: string;
  readonly description: string;
  start(context: ServiceContext): Promise<RunningService>;
}

const stopTimeoutMs = 10_000;

/**
 * Runs a service as this process, until SIGTERM or SIGINT. Ends the process: with 0 when all was finished,
 * with 1 and one line on standard error when it could not start.
 */
export async function runService(service: Service, environment: Environment): Promise<void> {
  boundHeap();
  try {
    await runUntilSignal(service, serviceSettings(environment));
  } catch (error) {
    process.stderr.write(`specline ${service.name}: ${startFailure(error)}\n`);
    process.exit(1);
  }
}

async function runUntilSignal(service: Service, settings: ServiceSettings): Promise<void> {
  const log = createLog({ service: service.name, level: settings.logLevel });
  process.on('uncaughtException', (error) => {
    log.failure('crashed', error);
    process.exit(1);
  });
  const monitor = await openMonitor(settings.monitor, log);
  const spans = await openSpans({ service: service.name, endpoint: settings.spansEndpoint, log });
  const { natsServers: servers, inboxPrefix, tls } = settings;
  const bus = await connectBus({ servers, name: `specline-${service.name}`, log, inboxPrefix, tls });
  monitor.watch(bus);
  const { messages, journal } = bus;
  const subjects = subjectsBelow(settings.prefix);
  const running = await service.start({ settings, messages, journal, subjects, log, metrics: monitor.metrics, spans });
  await messages.introduce({ name: `specline-${service.name}`, version, description: service.description });
  onFirstSignal((signal) => void stopService({ running, bus, log, monitor, spans }, signal));
  monitor.serving(running.checks ?? {});
  log.note('service started', { version, pid: process.pid });
}

/** Further signals change nothing: npm sends a terminal's Ctrl-C a second time. */
function onFirstSignal(stop: (signal: NodeJS.Signals) => void): void {
  let first = true;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (first) stop(signal);
      first = false;
    });
  }
}

interface Stoppable {
  readonly running: RunningService;
  readonly bus: Bus;
  readonly log: Log;
  readonly monitor: Monitor;
  readonly spans: Spans;
}

async function stopService({ running, bus, log, monitor, spans }: Stoppable, signal: NodeJS.Signals): Promise<never> {
  log.note('service stopping', { signal });
  monitor.stopping();
  const stopped = running.stop().then(() => Promise.all([bus.close(), spans.stop()]));
  const tooLate = delay(stopTimeoutMs).then(() => {
    throw new Error('the service did not stop in time');
  });
  try {
    await Promise.race([stopped, tooLate]);
  } catch (error) {
    log.failure('service did not stop cleanly', error, { durationMs: stopTimeoutMs });
    process.exit(1);
  }
  monitor.stop();
  log.note('service stopped');
  process.exit(0);
}

/** One line for the operator, without what an unknown error's message might quote. */
function startFailure(error: unknown): string {
  if (error instanceof InvalidSettings) return error.message;
  const known = knownFailure(error);
  if (known !== undefined) return publicForm(known.words);
  const { name, frames } = safeError(error);
  return `unexpected failure at start: ${name} at ${frames[0] ?? 'an unknown place'}`;
}
