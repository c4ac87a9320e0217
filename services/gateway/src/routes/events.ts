import type { WatchOptions } from '@specline/client';
import { eventTypes, validate } from '@specline/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { eventFrame, problemFrame, startFrame } from '../events/frames.ts';
import { gatewayEnding, streamFailed } from '../events/last-words.ts';
import { sendFrames } from '../events/send-frames.ts';
import { lastEventOf, newestEvent } from '../events/starting-place.ts';
import { StreamDoor } from '../events/stream-door.ts';
import type { Gateway } from '../gateway.ts';
import { clientLeft } from '../http/connected.ts';
import type { Route } from '../route.ts';
import { liveRoute } from './live.ts';

const typesRemedy = `must be of: ${eventTypes.join(', ')}, separated by commas`;

const eventsQuerySchema = z.strictObject({
  /** Separated by commas; absent: all. */
  types: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(eventTypes, { error: typesRemedy })))
    .optional(),
  node: nodeName(),
  /** Where to start without a `Last-Event-ID`. */
  from: z.enum(['first', 'next'], { error: 'must be one of: first, next' }).optional(),
});

function nodeName() {
  return z.string().min(1, 'must not be empty').optional();
}

/** What happens, as it happens and from any place on. */
export function eventRoutes(gateway: Gateway): readonly Route[] {
  const door = new StreamDoor(gateway.settings.maximumStreams);
  return [recordedRoute(gateway, door), liveRoute(gateway, door)];
}

const recordedRoute = (gateway: Gateway, door: StreamDoor): Route => ({
  method: 'GET',
  url: '/v1/events',
  scope: 'read',
  about: {
    summary: 'What happens, as server-sent events; Last-Event-ID goes on after one.',
    query: eventsQuerySchema,
    answer: { type: 'text/event-stream' },
  },
  handler: (request, reply) => door.through(() => stream(request, reply, gateway)),
});

async function stream(request: FastifyRequest, reply: FastifyReply, gateway: Gateway): Promise<void> {
  const { types = [], node, from = 'next' } = validate(eventsQuerySchema, request.query, 'query');
  const last = lastEventOf(request) ?? (from === 'first' ? 0 : await newestEvent(gateway));
  const signal = AbortSignal.any([gateway.stopping, clientLeft(reply)]);
  const wanted = { types, ...(node === undefined ? {} : { node }), from: { sequence: last + 1 }, signal };
  reply.hijack();
  await sendFrames(reply, framesOf(last, wanted, gateway), gateway);
}

async function* framesOf(last: number, wanted: WatchOptions, gateway: Gateway) {
  yield startFrame(last);
  try {
    for await (const sight of gateway.specline.watch(wanted)) yield eventFrame(sight);
  } catch (error) {
    if (wanted.signal?.aborted !== true) yield problemFrame(streamFailed(error, gateway));
  }
  if (gateway.stopping.aborted) yield problemFrame(gatewayEnding());
}
