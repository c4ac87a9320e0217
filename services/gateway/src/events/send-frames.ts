import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Log } from '@specline/bus';
import type { FastifyReply } from 'fastify';
import type { GatewaySettings } from '../settings.ts';
import { heartbeatFrame } from './frames.ts';

interface SendOptions {
  readonly settings: Pick<GatewaySettings, 'heartbeatMs' | 'stalledAfterMs'>;
  readonly log: Log;
}

/**
 * Sends frames as quickly as their reader takes them: the next one is asked for when this one has gone into the
 * connection, so that nothing piles up. A reader that takes nothing at all is dropped.
 */
export async function sendFrames(
  reply: FastifyReply,
  frames: AsyncIterable<string>,
  { settings, log }: SendOptions,
): Promise<void> {
  const { raw } = reply;
  // Nothing else will be asked on it, and an ending gateway need not wait for that.
  reply.type('text/event-stream').header('x-accel-buffering', 'no').header('connection', 'close');
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
  raw.flushHeaders();
  // Heartbeats are progress too, where they are taken.
  raw.setTimeout(settings.stalledAfterMs, () => {
    log.warning('event stream dropped, its reader takes nothing', { durationMs: settings.stalledAfterMs });
    raw.destroy();
  });
  const beat = setInterval(() => raw.writableNeedDrain || raw.write(heartbeatFrame), settings.heartbeatMs);
  try {
    for await (const frame of frames) await write(raw, frame);
  } finally {
    clearInterval(beat);
    raw.end();
  }
}

async function write(raw: ServerResponse, frame: string): Promise<void> {
  if (raw.destroyed || raw.write(frame)) return;
  const closed = new AbortController();
  const close = (): void => closed.abort();
  raw.once('close', close);
  // Whoever has left needs no more; the frames end by themselves.
  await once(raw, 'drain', { signal: closed.signal }).catch(() => {});
  raw.off('close', close);
}
