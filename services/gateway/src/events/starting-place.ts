import { invalidField } from '@specline/contracts';
import type { FastifyRequest } from 'fastify';
import type { Gateway } from '../gateway.ts';

/** The sequence that a client has seen last; it comes with each new connection of an EventSource. */
export function lastEventOf({ headers }: FastifyRequest): number | undefined {
  const last = headers['last-event-id'];
  if (last === undefined) return undefined;
  if (typeof last === 'string' && /^\d{1,15}$/.test(last)) return Number(last);
  throw invalidField('Last-Event-ID', last, 'must be the id of an event of this stream');
}

/** Asked before a stream begins, so that nothing is lost between its headers and its first event. */
export async function newestEvent({ journal, events, subjects }: Gateway): Promise<number> {
  return (await journal.last(events, subjects.events, AbortSignal.timeout(5_000)))?.sequence ?? 0;
}
