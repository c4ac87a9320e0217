import { validate } from '@specline/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sendFrames } from '../events/send-frames.ts';
import { lastEventOf, newestEvent } from '../events/starting-place.ts';
import type { StreamDoor } from '../events/stream-door.ts';
import type { Gateway } from '../gateway.ts';
import { clientLeft } from '../http/connected.ts';
import { liveFrames } from '../live/live-frames.ts';
import { LiveHub } from '../live/live-hub.ts';
import { LiveReader } from '../live/live-reader.ts';
import type { Route } from '../route.ts';

const mostBack = 10_000;
const backRemedy = `must be a whole number from 0 to ${mostBack}`;

const liveQuerySchema = z.strictObject({
  /** Without a `Last-Event-ID`: begin with so many of the newest events. */
  last: z
    .string()
    .regex(/^\d{1,5}$/, backRemedy)
    .transform(Number)
    .refine((count) => count <= mostBack, backRemedy)
    .optional(),
});

/** Events and, beside them, what is not recorded: partials as they arrive, and inventories as they change. */
export function liveRoute(gateway: Gateway, door: StreamDoor): Route {
  const hub = new LiveHub(gateway.specline);
  return {
    method: 'GET',
    url: '/v1/live',
    scope: 'read',
    about: {
      summary:
        'Events, partials as they arrive and changes of inventories, as server-sent frames of a tenth of a second: ' +
        '{ at, events, live: [{ progress, inventory, skipped }], lost }. Last-Event-ID goes on after an event; partials ' +
        'are not recorded, and a slow reader loses some: skipped counts partials that nobody was told, lost counts ' +
        'members of live that this reader was not.',
      query: liveQuerySchema,
      answer: { type: 'text/event-stream' },
    },
    handler: (request, reply) => door.through(() => stream(request, reply, { gateway, hub })),
  };
}

interface Source {
  readonly gateway: Gateway;
  readonly hub: LiveHub;
}

async function stream(request: FastifyRequest, reply: FastifyReply, { gateway, hub }: Source): Promise<void> {
  const { last: back = 0 } = validate(liveQuerySchema, request.query, 'query');
  const last = lastEventOf(request) ?? Math.max(0, (await newestEvent(gateway)) - back);
  const signal = AbortSignal.any([gateway.stopping, clientLeft(reply)]);
  const reader = new LiveReader();
  try {
    await hub.join(reader);
    reply.hijack();
    const frames = liveFrames({ from: { sequence: last + 1 }, signal }, { gateway, reader, last });
    await sendFrames(reply, frames, gateway);
  } finally {
    await hub.leave(reader);
  }
}
