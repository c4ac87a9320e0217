import { SpeclineError, type WatchOptions } from '@specline/client';
import { eventTypes, invalidField, shown, validate, wording } from '@specline/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { eventFrame, problemFrame, startFrame } from '../events/frames.ts';
import { sendFrames } from '../events/send-frames.ts';
import type { Gateway } from '../gateway.ts';
import { clientLeft } from '../http/connected.ts';
import { problem, problemOf } from '../http/problem.ts';
import type { Route } from '../route.ts';

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
  let open = 0;
  return [
    {
      method: 'GET',
      url: '/v1/events',
      scope: 'read',
      about: {
        summary: 'What happens, as server-sent events; Last-Event-ID goes on after one.',
        query: eventsQuerySchema,
        answer: { type: 'text/event-stream' },
      },
      handler: async (request, reply) => {
        if (open >= gateway.settings.maximumStreams) throw tooMany(open);
        open += 1;
        try {
          await stream(request, reply, gateway);
        } finally {
          open -= 1;
        }
      },
    },
  ];
}

async function stream(request: FastifyRequest, reply: FastifyReply, gateway: Gateway): Promise<void> {
  const { types = [], node, from = 'next' } = validate(eventsQuerySchema, request.query, 'query');
  const last = lastEventOf(request) ?? (from === 'first' ? 0 : await newest(gateway));
  const signal = AbortSignal.any([gateway.stopping, clientLeft(reply)]);
  const wanted = { types, ...(node === undefined ? {} : { node }), from: { sequence: last + 1 }, signal };
  reply.hijack();
  await sendFrames(reply, framesOf(last, wanted, gateway), gateway);
}

/** The sequence that a client has seen last; it comes with each new connection of an EventSource. */
function lastEventOf({ headers }: FastifyRequest): number | undefined {
  const last = headers['last-event-id'];
  if (last === undefined) return undefined;
  if (typeof last === 'string' && /^\d{1,15}$/.test(last)) return Number(last);
  throw invalidField('Last-Event-ID', last, 'must be the id of an event of this stream');
}

/** Asked before the stream begins, so that nothing is lost between its headers and its first event. */
async function newest({ journal, events, subjects }: Gateway): Promise<number> {
  return (await journal.last(events, subjects.events, AbortSignal.timeout(5_000)))?.sequence ?? 0;
}

async function* framesOf(last: number, wanted: WatchOptions, { specline, log, stopping }: Gateway) {
  yield startFrame(last);
  try {
    for await (const sight of specline.watch(wanted)) yield eventFrame(sight);
  } catch (error) {
    if (wanted.signal?.aborted !== true) {
      log.failure('event stream failed', error);
      yield problemFrame(problemOf(error, { secrets: false }) ?? problem('system', 'an unexpected failure'));
    }
  }
  if (stopping.aborted) yield problemFrame(problem('unavailable', 'the gateway is ending; connect again'));
}

const tooMany = (open: number): SpeclineError =>
  new SpeclineError('overloaded', wording`${shown(open)} streams of events are open; come again in a second`);
