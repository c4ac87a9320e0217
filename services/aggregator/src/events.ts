import type { Log, Messages } from '@specline/bus';
import { encode, type Kind, type Progress, type Subjects, type Summary } from '@specline/contracts';
import type { Turn } from './turn.ts';

/** A CloudEvent 1.0 in binary mode, as a message. */
export interface CloudEvent {
  readonly subject: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The header by which an event is known: the same event published again has the same. */
export const eventIdHeader = 'ce-id';

interface EventOptions {
  readonly subjects: Subjects;
  /** Below `/specline/`: who says so. */
  readonly source: string;
  /** The time of day, for `ce-time`. */
  readonly now: () => Date;
}

/** @param occurrence names this one event, together with its type. */
export function cloudEvent(
  summary: Summary,
  { occurrence, traceparent }: { readonly occurrence: string; readonly traceparent: string },
  { subjects, source, now }: EventOptions,
): CloudEvent {
  const { type, node, container, id } = summary;
  return {
    subject: subjects.event(type, node, container, id),
    text: encode(summary),
    headers: {
      'ce-specversion': '1.0',
      [eventIdHeader]: `${occurrence}/${type}`,
      'ce-type': `specline.spec.${type}`,
      'ce-source': `/specline/${source}`,
      'ce-time': now().toISOString(),
      'content-type': 'application/json',
      traceparent,
    },
  };
}

/** The event of a request that was taken in. */
export const acceptedSummary = (id: string, node: string, container: string): Summary => ({
  type: 'accepted',
  id,
  node,
  container,
});

/** Tells watchers; never more than a summary, and never at the cost of the request. */
export interface Announcer {
  /** @param occurrence names this one event; the same event published again has the same. */
  event(summary: Summary, occurrence: string, traceparent: string): void;
  progress(kind: Kind, progress: readonly Progress[]): void;
}

export interface AnnouncerOptions extends EventOptions {
  readonly messages: Messages;
  readonly turn: Turn;
  readonly log: Log;
}

/** Publishes events and progress without waiting for anybody. */
export function announcer({ messages, log, turn, ...about }: AnnouncerOptions): Announcer {
  const { subjects } = about;
  type Event = Parameters<Announcer['event']>;
  let accepted: Event[] = [];
  const publish = (...[summary, occurrence, traceparent]: Event): void => {
    try {
      const { subject, text, headers } = cloudEvent(summary, { occurrence, traceparent }, about);
      messages.publish(subject, text, { headers });
    } catch (error) {
      log.failure('event not published', error, { request: summary.id, traceparent });
    }
  };
  const publishAccepted = (): void => {
    const events = accepted;
    accepted = [];
    for (const event of events) publish(...event);
  };
  return {
    event(...event) {
      if (event[0].type === 'accepted') {
        // They leave with the work that follows from them.
        if (accepted.length === 0) turn.atEnd(publishAccepted);
        accepted.push(event);
      } else {
        // It leaves with the reply, and never before the first event of the same request.
        publishAccepted();
        publish(...event);
      }
    },
    progress(kind, progress) {
      try {
        messages.publish(subjects.progress(kind), encode({ progress }));
      } catch (error) {
        log.failure('progress not published', error, { kind, count: progress.length });
      }
    },
  };
}
