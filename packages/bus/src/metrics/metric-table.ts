import { errorCodes, kinds } from '@specline/contracts';

/** How a request came in. */
const ways = ['create', 'submit'] as const;
const none = {} as const;
const kind = { kind: kinds } as const;
const result = ['ok', ...errorCodes] as const;

/**
 * All that a service tells, once: names, words, and the only values that each label can have. No label holds what comes
 * from a caller. docs/metrics.md shows it.
 */
export const metricTable = {
  specline_bus_connected: { type: 'gauge', of: 'all', labels: none, help: '1 while connected to NATS, else 0.' },
  specline_bus_connection_losses_total: {
    type: 'counter',
    of: 'all',
    labels: none,
    help: 'Times that the connection to NATS was lost.',
  },
  specline_inventory_reads_total: {
    type: 'counter',
    of: 'readers',
    labels: { result: ['hit', 'shared', 'miss'] },
    help: 'Reads of the inventory: answered by the cache, together with a read under way, or by the store.',
  },
  specline_jobs_total: {
    type: 'counter',
    of: 'workers',
    labels: { kind: kinds, result },
    help: 'Jobs answered: ok, or the code of their first error.',
  },
  specline_jobs_open: { type: 'gauge', of: 'workers', labels: kind, help: 'Jobs in hand.' },
  specline_work_unreadable_total: {
    type: 'counter',
    of: 'workers',
    labels: kind,
    help: 'Messages of work that could not be read or answered.',
  },
  specline_job_duration_seconds: {
    type: 'histogram',
    of: 'workers',
    labels: kind,
    help: 'From the receipt of a job to its answer.',
  },
  specline_requests_total: {
    type: 'counter',
    of: 'aggregator',
    labels: { way: ways },
    help: 'Requests received; a submit when it is first delivered.',
  },
  specline_outcomes_total: {
    type: 'counter',
    of: 'aggregator',
    labels: { way: ways, status: ['composed', 'failed'], code: ['none', ...errorCodes] },
    help: 'Outcomes that were replied, or recorded: composed, or failed with this first error.',
  },
  specline_composition_duration_seconds: {
    type: 'histogram',
    of: 'aggregator',
    labels: { way: ways },
    help: 'From the start of a composition to its end, composed or not.',
  },
  specline_partial_duration_seconds: {
    type: 'histogram',
    of: 'aggregator',
    labels: kind,
    help: 'From the start of a composition to a partial that counts.',
  },
  specline_partials_dropped_total: {
    type: 'counter',
    of: 'aggregator',
    labels: { reason: ['late', 'duplicate', 'outdated', 'unreadable'] },
    help: 'Partials that did not count.',
  },
  specline_reminders_total: {
    type: 'counter',
    of: 'aggregator',
    labels: none,
    help: 'Jobs that were asked for once more.',
  },
  specline_overdue_total: {
    type: 'counter',
    of: 'aggregator',
    labels: none,
    help: 'Compositions that ended at their deadline.',
  },
  specline_overloaded_total: {
    type: 'counter',
    of: 'aggregator',
    labels: none,
    help: 'Creates that were refused because too many were open.',
  },
  specline_creates_open: { type: 'gauge', of: 'aggregator', labels: none, help: 'Creates in hand.' },
  specline_creates_open_bytes: { type: 'gauge', of: 'aggregator', labels: none, help: 'The size of their requests.' },
  specline_joins_open: { type: 'gauge', of: 'aggregator', labels: none, help: 'Compositions that have not ended.' },
  specline_submits_open: { type: 'gauge', of: 'aggregator', labels: none, help: 'Submits in hand.' },
  specline_submits_taken: {
    type: 'gauge',
    of: 'aggregator',
    labels: none,
    help: '1 while submits are taken; 0 while the journal is away or attempts come to nothing.',
  },
  specline_submit_redeliveries_total: {
    type: 'counter',
    of: 'aggregator',
    labels: none,
    help: 'Submits that were delivered here not for the first time.',
  },
  specline_submit_rests_total: {
    type: 'counter',
    of: 'aggregator',
    labels: none,
    help: 'Attempts that came to nothing and will be made again.',
  },
  specline_submits_found_total: {
    type: 'counter',
    of: 'aggregator',
    labels: none,
    help: 'Submits whose outcome was recorded already.',
  },
  specline_dead_letters_total: {
    type: 'counter',
    of: 'aggregator',
    labels: { reason: ['unreadable', 'conflict', 'deliveries'] },
    help: 'Submits that ended without an outcome.',
  },
  specline_journal_appends_total: {
    type: 'counter',
    of: 'aggregator',
    labels: { result: ['done', 'failed'] },
    help: 'Attempts to record an outcome, an event or a dead letter.',
  },
} as const satisfies Readonly<Record<string, Metric>>;

/** Which services tell of it: all, those that read the inventory, the workers, or the aggregator. */
interface Metric {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly of: 'all' | 'readers' | 'workers' | 'aggregator';
  readonly labels: Readonly<Record<string, readonly string[]>>;
  readonly help: string;
}

/** From a millisecond to a long deadline. */
export const durationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

type Table = typeof metricTable;
export type MetricName = keyof Table;
export type HistogramName = { [N in MetricName]: Table[N]['type'] extends 'histogram' ? N : never }[MetricName];
export type NumberName = Exclude<MetricName, HistogramName>;
type ValueOf<T> = T extends readonly (infer V)[] ? V : never;
export type LabelsOf<N extends MetricName> = {
  readonly [L in keyof Table[N]['labels']]: ValueOf<Table[N]['labels'][L]>;
};
