import { createParser, type EventSourceMessage } from 'eventsource-parser';

/** A gateway sends a comment every 15 seconds by default, and says in its first message where it does so less often. */
const defaultHeartbeatMs = 15_000;

interface Reading {
  /** Aborted where nothing comes, not even a heartbeat, for as long as three of them. */
  readonly stalled: AbortController;
  readonly onMessage: (message: EventSourceMessage) => void;
  readonly onId: (id: string) => void;
}

/** Reads server-sent events to their end. Rejects as the body does. */
export async function readMessages(body: ReadableStream<Uint8Array>, reading: Reading): Promise<void> {
  const { stalled, onMessage, onId } = reading;
  let heartbeatMs = defaultHeartbeatMs;
  let watch = 0;
  const watchAgain = (): void => {
    clearTimeout(watch);
    watch = setTimeout(() => stalled.abort(), 3 * heartbeatMs);
  };
  const parser = createParser({
    onId,
    onEvent: (message) => {
      heartbeatMs = heartbeatIn(message) ?? heartbeatMs;
      onMessage(message);
    },
  });
  try {
    watchAgain();
    const text = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>);
    for (const reader = text.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return;
      watchAgain();
      parser.feed(value);
    }
  } finally {
    clearTimeout(watch);
  }
}

function heartbeatIn({ event, data }: EventSourceMessage): number | undefined {
  if (event !== 'start') return undefined;
  return (JSON.parse(data) as { readonly heartbeatMs?: number }).heartbeatMs;
}
