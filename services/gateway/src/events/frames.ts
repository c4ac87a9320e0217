import type { EventSight } from '@specline/client';
import { encode } from '@specline/contracts';
import type { Problem } from '../http/problem.ts';

/** How long an EventSource waits before it connects again, in milliseconds. */
export const retryMs = 1_000;

/** Tells a client where it stands, so that it loses nothing either when it comes again before its first event. */
export const startFrame = (last: number): string => `retry: ${retryMs}\nid: ${last}\n\n`;

/** An event as clients see it: its summary, and its place among all. */
export const documentOf = ({ sequence, recordedAt, event, traceparent }: EventSight): object => ({
  sequence,
  recordedAt,
  traceparent,
  ...event,
});

/** An event in the form of server-sent events; its id is its place among all. */
export const eventFrame = (sight: EventSight): string =>
  `id: ${sight.sequence}\nevent: ${sight.event.type}\ndata: ${encode(documentOf(sight))}\n\n`;

/** Why a stream ends. */
export const problemFrame = (problem: Problem): string => `event: problem\ndata: ${encode(problem)}\n\n`;

/** A comment, for proxies and for the reader's own watch. */
export const heartbeatFrame = ': still here\n\n';
