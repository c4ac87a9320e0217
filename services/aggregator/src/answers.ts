import type { Log, Message } from '@specline/bus';
import {
  compiledOf,
  decodeOurs,
  type Kind,
  type Partial,
  type Platform,
  type Progress,
  partialSchemas,
  partialsSchema,
} from '@specline/contracts';
import type { Composing } from './composing.ts';
import type { PartialCounts } from './counts.ts';
import type { Announcer } from './events.ts';
import type { Durations } from './measures.ts';

export interface AnswersOptions {
  readonly open: ReadonlyMap<string, Composing>;
  readonly announcer: Announcer;
  readonly log: Log;
  readonly counts: PartialCounts;
  readonly durations: Durations;
}

/** A partial that counts. */
interface Arrival {
  readonly composing: Composing;
  readonly partial: Partial;
  readonly elapsedMs: number;
}

/**
 * Takes a message of partials of one kind to the compositions that wait for them.
 * A partial counts only if its job is open and that kind is unanswered; everything else is counted and dropped.
 */
export function takeAnswers(kind: Kind, message: Message, options: AnswersOptions): void {
  const arrivals = new Map<string, Arrival>();
  for (const raw of partialsOf(message, options)) {
    const partial = readPartial(kind, raw, options);
    const arrival = partial && arrivalOf(kind, partial, options);
    if (arrival === undefined) continue;
    if (arrivals.has(arrival.partial.job)) options.counts.duplicate += 1;
    else arrivals.set(arrival.partial.job, arrival);
  }
  if (arrivals.size === 0) return;
  // First, so that watchers have a request's progress before its end.
  options.announcer.progress(
    kind,
    Array.from(arrivals.values(), (arrival) => progressOf(kind, arrival)),
  );
  for (const { composing, partial, elapsedMs } of arrivals.values()) {
    options.durations.partial[kind](elapsedMs / 1_000);
    composing.answer(kind, partial, elapsedMs);
  }
}

function partialsOf(message: Message, { counts, log }: AnswersOptions): readonly unknown[] {
  try {
    return compiledOf(partialsSchema).parse(decodeOurs(message.text)).partials;
  } catch (error) {
    counts.unreadable += 1;
    log.failure('unreadable message of partials', error, { subject: message.subject });
    return [];
  }
}

function readPartial(kind: Kind, raw: unknown, { counts, log }: AnswersOptions): Partial | undefined {
  const { data, error } = compiledOf<Partial>(partialSchemas[kind]).safeParse(raw);
  if (data !== undefined && decides(data)) return data;
  counts.unreadable += 1;
  log.failure('unreadable partial', error, { kind });
  return undefined;
}

/** Whether it says anything. */
const decides = ({ facts, errors }: Partial): boolean => facts !== undefined || errors.length > 0;

function arrivalOf(kind: Kind, partial: Partial, { open, counts }: AnswersOptions): Arrival | undefined {
  const composing = open.get(partial.job);
  if (composing === undefined) counts.late += 1;
  else if (composing.join.answers[kind] !== undefined) counts.duplicate += 1;
  else if (partial.revision < composing.join.revision) counts.outdated += 1;
  else return { composing, partial, elapsedMs: composing.elapsed() };
  return undefined;
}

function progressOf(kind: Kind, { composing, partial, elapsedMs }: Arrival): Progress {
  const { order, join } = composing;
  const result = resultOf(partial, join.answers.image?.facts?.platform);
  return { request: order.id, node: order.request.node, kind, durationMs: elapsedMs, result };
}

/** The first error that is known to count; one of a platform may turn out not to. */
const resultOf = ({ errors }: Partial, platform: Platform | undefined): Progress['result'] =>
  errors.find(({ when }) => when === undefined || when.platform === platform)?.code ?? 'ok';
