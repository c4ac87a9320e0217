import type { Log, Messages } from '@specline/bus';
import { encode, type Kind, type Progress, type Subjects, type Summary } from '@specline/contracts';

/** Tells watchers; never more than a summary, and never at the cost of the request. */
export interface Announcer {
  /** @param occurrence names this one event; the same event published again has the same. */
  event(summary: Summary, occurrence: string, traceparent: string): void;
  progress(kind: Kind, progress: readonly Progress[]): void;
}

export interface AnnouncerOptions {
  readonly messages: Messages;
  readonly subjects: Subjects;
  readonly instance: string;
  readonly log: Log;
  /** The time of day, for `ce-time`. */
  readonly now: () => Date;
}

/** Publishes events as CloudEvents 1.0 in binary mode, and progress. */
export const announcer = ({ messages, subjects, instance, log, now }: AnnouncerOptions): Announcer => ({
  event(summary, occurrence, traceparent) {
    const { type, node, container, id } = summary;
    const headers = {
      'ce-specversion': '1.0',
      'ce-id': `${occurrence}/${type}`,
      'ce-type': `specline.spec.${type}`,
      'ce-source': `/specline/aggregator/${instance}`,
      'ce-time': now().toISOString(),
      'content-type': 'application/json',
      traceparent,
    };
    try {
      messages.publish(subjects.event(type, node, container, id), encode(summary), { headers });
    } catch (error) {
      log.failure('event not published', error, { request: id, traceparent });
    }
  },
  progress(kind, progress) {
    try {
      messages.publish(subjects.progress(kind), encode({ progress }));
    } catch (error) {
      log.failure('progress not published', error, { kind, count: progress.length });
    }
  },
});
