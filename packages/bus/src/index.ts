export type { Bus, BusConnection } from './bus.ts';
export { type EmbeddedOptions, embeddedBus } from './embedded/embedded-bus.ts';
export type {
  BusExamination,
  CallerRight,
  FoundService,
  FoundStream,
  FoundTaking,
  Hidden,
  StreamDifference,
} from './examination.ts';
export { announceInventoryChange, onInventoryChange } from './inventory-changes.ts';
export { JournalUnavailable, StreamConflict, StreamFull, StreamMissing } from './journal/errors.ts';
export type {
  Appended,
  AppendOptions,
  Delivery,
  First,
  Following,
  Journal,
  JournalEntry,
  ReadOptions,
  Start,
  StreamKeeping,
  StreamLimits,
  TakeOptions,
  Taking,
} from './journal.ts';
export { createLog, type LogOptions } from './log/create-log.ts';
export { type EventName, type Log, type LogLevel, logLevels } from './log/log.ts';
export type { SafeFields } from './log/safe-fields.ts';
export { silentLog } from './log/silent-log.ts';
export {
  CannotConnect,
  Disconnected,
  MessageTooLarge,
  NoResponders,
  NotPermitted,
  RequestTimeout,
} from './messages/errors.ts';
export type {
  Message,
  Messages,
  PublishOptions,
  RequestOptions,
  ServiceIntroduction,
  SubscribeOptions,
  Subscription,
} from './messages.ts';
export { tellInventoryReads } from './metrics/inventory-reads.ts';
export { type MetricName, metricTable } from './metrics/metric-table.ts';
export { type Metrics, noMetrics, type Observe } from './metrics.ts';
export type { Check, Checks } from './monitor/checks.ts';
export { connectBus } from './nats/connect-bus.ts';
export { examineBus } from './nats/examine/examine-bus.ts';
export type { NatsOptions } from './nats/open-connection.ts';
export type { TlsIdentity } from './service/connection-settings.ts';
export { duration, size, wholeNumber } from './service/quantities.ts';
export { type RunningService, runService, type Service, type ServiceContext } from './service/run-service.ts';
export {
  type Environment,
  InvalidSettings,
  readVariables,
  type ServiceSettings,
  serviceSettings,
} from './service/settings.ts';
export { shownAddresses } from './shown-addresses.ts';
export { type FinishedSpan, noSpans, type Spans } from './spans.ts';
export { continueTrace, traceIdOf } from './trace.ts';
export { type RunningWorker, type RunWorkerOptions, runWorker } from './worker/run-worker.ts';
export { defineWorker, type ResolveContext, type Worker, type WorkerAnswer } from './worker.ts';
