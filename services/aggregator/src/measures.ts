import type { Metrics, Observe } from '@specline/bus';
import { type ErrorCode, errorCodes, type Kind, kinds, type Outcome } from '@specline/contracts';
import type { Counts, OutcomeCounts, Way } from './counts.ts';

/** Where durations go. */
export interface Durations {
  /** From the start of a composition to its end. */
  readonly composition: Readonly<Record<Way, Observe>>;
  /** From the start of a composition to a partial that counts. */
  readonly partial: Readonly<Record<Kind, Observe>>;
}

export function durations(metrics: Metrics): Durations {
  const composition = (way: Way): Observe => metrics.durations('specline_composition_duration_seconds', { way });
  const partials = kinds.map((kind) => [kind, metrics.durations('specline_partial_duration_seconds', { kind })]);
  return {
    composition: { create: composition('create'), submit: composition('submit') },
    partial: Object.fromEntries(partials) as Durations['partial'],
  };
}

/** Counts an outcome under its first error. */
export function countOutcome(counts: OutcomeCounts, outcome: Outcome): void {
  counts[outcome.status === 'composed' ? 'composed' : (outcome.errors[0]?.code ?? 'system')] += 1;
}

/** What is in hand at the moment. */
export interface InHand {
  readonly creates: number;
  readonly createBytes: number;
  readonly joins: number;
  readonly submits: number;
  /** Whether submits are taken. */
  readonly takesSubmits: boolean;
}

/** Tells of all that an aggregator counts. */
export function tellCounts(metrics: Metrics, counts: Counts, inHand: InHand): void {
  const { submits, partials, appends } = counts;
  metrics.tell('specline_requests_total', { way: 'create' }, () => counts.creates);
  metrics.tell('specline_requests_total', { way: 'submit' }, () => submits.taken - submits.redelivered);
  tellOutcomes(metrics, 'create', counts.outcomes.create);
  tellOutcomes(metrics, 'submit', counts.outcomes.submit);
  for (const reason of ['late', 'duplicate', 'outdated', 'unreadable'] as const)
    metrics.tell('specline_partials_dropped_total', { reason }, () => partials[reason]);
  metrics.tell('specline_reminders_total', {}, () => counts.reminded);
  metrics.tell('specline_overdue_total', {}, () => counts.overdue);
  metrics.tell('specline_overloaded_total', {}, () => counts.overloaded);
  metrics.tell('specline_submit_redeliveries_total', {}, () => submits.redelivered);
  metrics.tell('specline_submit_rests_total', {}, () => submits.rested);
  metrics.tell('specline_submits_found_total', {}, () => submits.found);
  for (const reason of ['unreadable', 'conflict', 'deliveries'] as const)
    metrics.tell('specline_dead_letters_total', { reason }, () => submits.buried[reason]);
  for (const result of ['done', 'failed'] as const)
    metrics.tell('specline_journal_appends_total', { result }, () => appends[result]);
  tellInHand(metrics, inHand);
}

function tellOutcomes(metrics: Metrics, way: Way, counts: OutcomeCounts): void {
  metrics.tell('specline_outcomes_total', { way, status: 'composed', code: 'none' }, () => counts.composed);
  const tellFailed = (code: ErrorCode): void =>
    metrics.tell('specline_outcomes_total', { way, status: 'failed', code }, () => counts[code]);
  errorCodes.forEach(tellFailed);
}

function tellInHand(metrics: Metrics, inHand: InHand): void {
  metrics.tell('specline_creates_open', {}, () => inHand.creates);
  metrics.tell('specline_creates_open_bytes', {}, () => inHand.createBytes);
  metrics.tell('specline_joins_open', {}, () => inHand.joins);
  metrics.tell('specline_submits_open', {}, () => inHand.submits);
  metrics.tell('specline_submits_taken', {}, () => Number(inHand.takesSubmits));
}
