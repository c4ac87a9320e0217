import type { Log, Message } from '@specline/bus';
import {
  decode,
  type ErrorCode,
  type Kind,
  type Partial,
  type Progress,
  partialSchemas,
  partialsSchema,
} from '@specline/contracts';
import type { Composing } from './composing.ts';
import type { Announcer } from './events.ts';

/** How many partials did not count, and why. */
export interface PartialCounts {
  unreadable: number;
  late: number;
  duplicate: number;
}

export interface AnswersOptions {
  readonly open: ReadonlyMap<string, Composing>;
  readonly announcer: Announcer;
  readonly log: Log;
  readonly counts: PartialCounts;
}

/**
 * Takes a message of partials of one kind to the compositions that wait for them.
 * A partial counts only if its job is open and that kind is unanswered; everything else is counted and dropped.
 */
export function takeAnswers(kind: Kind, message: Message, options: AnswersOptions): void {
  const progress: Progress[] = [];
  for (const raw of partialsOf(message, options)) {
    const arrived = takeOne(kind, raw, options);
    if (arrived !== undefined) progress.push(arrived);
  }
  if (progress.length > 0) options.announcer.progress(kind, progress);
}

function partialsOf(message: Message, { counts, log }: AnswersOptions): readonly unknown[] {
  try {
    return partialsSchema.parse(decode(message.text)).partials;
  } catch (error) {
    counts.unreadable += 1;
    log.failure('unreadable message of partials', error, { subject: message.subject });
    return [];
  }
}

function takeOne(kind: Kind, raw: unknown, { open, counts, log }: AnswersOptions): Progress | undefined {
  const parsed = partialSchemas[kind].safeParse(raw);
  if (!parsed.success) {
    counts.unreadable += 1;
    log.failure('unreadable partial', parsed.error, { kind });
    return undefined;
  }
  const partial = parsed.data as Partial;
  const composing = open.get(partial.job);
  if (composing === undefined) {
    counts.late += 1;
    return undefined;
  }
  const durationMs = composing.answer(kind, partial);
  if (durationMs === undefined) counts.duplicate += 1;
  const { id, request } = composing.order;
  return durationMs === undefined
    ? undefined
    : { request: id, node: request.node, kind, durationMs, result: resultOf(partial) };
}

const resultOf = ({ errors }: Partial): 'ok' | ErrorCode => errors[0]?.code ?? 'ok';
