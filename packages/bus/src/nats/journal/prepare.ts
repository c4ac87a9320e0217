import { setTimeout as delay } from 'node:timers/promises';
import { publicForm, type StreamDefinition, shown, wording } from '@specline/contracts';
import type { StreamInfo } from 'nats';
import { checkStream } from '../../journal/check-stream.ts';
import { JournalUnavailable, StreamConflict, StreamMissing } from '../../journal/errors.ts';
import type { StreamKeeping } from '../../journal.ts';
import { BusError } from '../../messages/errors.ts';
import type { JetStreamApi } from './api.ts';
import { Refusal } from './refusal.ts';
import { isAsWanted, presentStream, wantedConfig } from './stream-config.ts';

/** A cluster that has just started elects its leaders within seconds. */
const patienceMs = 10_000;
const pauseMs = 250;

interface Preparation {
  readonly stream: StreamDefinition;
  readonly keeping: StreamKeeping;
}

/** Creates a stream or brings it to what is wanted, waiting a while for a cluster without leader. */
export async function prepareStream(api: JetStreamApi, preparation: Preparation): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    try {
      return await prepareOnce(api, preparation);
    } catch (error) {
      if (api.isOff || !passesByItself(error)) throw conflict(error, preparation);
      if (Date.now() + pauseMs >= end) throw tooLate(error, preparation);
    }
    await delay(pauseMs);
  }
}

async function prepareOnce(api: JetStreamApi, { stream, keeping }: Preparation): Promise<void> {
  const wanted = wantedConfig(stream, keeping);
  const { name } = stream;
  const present = await streamInfo(api, name);
  if (present === undefined) return api.call({ operation: 'STREAM.CREATE', stream: name, body: wanted });
  checkStream(presentStream(present), stream, keeping);
  if (isAsWanted(present.config, wanted)) return;
  await api.call({ operation: 'STREAM.UPDATE', stream: name, body: { ...present.config, ...wanted } });
}

const streamInfo = (api: JetStreamApi, stream: string): Promise<StreamInfo | undefined> =>
  api.call<StreamInfo>({ operation: 'STREAM.INFO', stream }).catch((error: unknown) => {
    if (error instanceof StreamMissing) return undefined;
    throw error;
  });

/** Also where another service was faster or slower than we between our look and our call. */
function passesByItself(error: unknown): boolean {
  if (error instanceof Refusal) return error.passing || error.is('nameInUse', 'noSuitablePeers');
  return error instanceof JournalUnavailable || error instanceof StreamMissing;
}

function conflict(error: unknown, { stream, keeping }: Preparation): unknown {
  if (!(error instanceof Refusal)) return error;
  const wanted = JSON.stringify({ ...keeping.limits[stream.key], replicas: keeping.replicas });
  return new StreamConflict({ stream: stream.name, field: 'a refusal', value: `"${error.description}"`, wanted });
}

function tooLate(error: unknown, { stream }: Preparation): unknown {
  if (!(error instanceof BusError)) return error;
  const words = wording`the stream ${shown(stream.name)} cannot be prepared now: ${shown(publicForm(error.words))}`;
  return new JournalUnavailable(words, { cause: error });
}
