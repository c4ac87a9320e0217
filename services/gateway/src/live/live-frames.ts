import type { WatchOptions } from '@specline/client';
import { encode } from '@specline/contracts';
import { documentOf, problemFrame, retryMs } from '../events/frames.ts';
import { gatewayEnding, streamFailed } from '../events/last-words.ts';
import type { Gateway } from '../gateway.ts';
import type { LiveBatch, LiveReader } from './live-reader.ts';

interface Wanted extends WatchOptions {
  readonly signal: AbortSignal;
}

interface Source {
  readonly gateway: Gateway;
  readonly reader: LiveReader;
  /** The last event before the stream. */
  readonly last: number;
}

/** All that happens, in frames of a tenth of a second; until its signal fires, or it cannot go on. */
export async function* liveFrames(wanted: Wanted, { gateway, reader, last }: Source): AsyncGenerator<string> {
  const { heartbeatMs } = gateway.settings;
  yield `retry: ${retryMs}\nid: ${last}\nevent: start\ndata: ${encode({ at: Date.now(), heartbeatMs })}\n\n`;
  const reading = new AbortController();
  const signal = AbortSignal.any([wanted.signal, reading.signal]);
  const ending = endOf(readEvents({ ...wanted, signal }, { gateway, reader }), reader);
  try {
    while (ending.isOpen) {
      await reader.something;
      const batch = reader.take();
      if (batch.events.length + batch.told.length > 0) yield frameOf(batch);
    }
    if (gateway.stopping.aborted) yield problemFrame(gatewayEnding());
    else if (ending.error !== undefined && !signal.aborted) yield problemFrame(streamFailed(ending.error, gateway));
  } finally {
    reading.abort();
    reader.wake();
  }
}

/** Hands a reader the recorded events. Rejects as the journal does. */
async function readEvents(wanted: Wanted, { gateway, reader }: Omit<Source, 'last'>): Promise<void> {
  for await (const sight of gateway.specline.watch(wanted)) await reader.event(sight);
}

interface Ending {
  readonly isOpen: boolean;
  readonly error: unknown;
}

/** Watches for the end of the reading, and wakes who waits for more. */
function endOf(reading: Promise<void>, reader: LiveReader): Ending {
  const ending = { isOpen: true, error: undefined as unknown };
  reading
    .catch((error: unknown) => {
      ending.error = error;
    })
    .finally(() => {
      ending.isOpen = false;
      reader.wake();
    });
  return ending;
}

/** The id is of the last event in it; a frame without events leaves the client's as it is. */
function frameOf({ events, told, lost }: LiveBatch): string {
  const id = events.length === 0 ? '' : `id: ${events.at(-1)?.sequence}\n`;
  const documents = encode(events.map(documentOf));
  return `${id}event: frame\ndata: {"at":${Date.now()},"events":${documents},"live":[${told.join(',')}],"lost":${lost}}\n\n`;
}
