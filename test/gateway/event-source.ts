/** One server-sent event, as the HTML standard reads it. */
export interface ReadEvent {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

export interface EventReader extends AsyncDisposable {
  /** The next event; undefined: the stream has ended. */
  next(): Promise<ReadEvent | undefined>;
  take(count: number): Promise<ReadEvent[]>;
  /** The last id, also of a block without an event; what an EventSource sends when it comes again. */
  readonly lastEventId: string;
  readonly comments: number;
}

/** Reads a stream of events with nothing but fetch. */
export async function readEvents(url: string, headers: Readonly<Record<string, string>> = {}): Promise<EventReader> {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  if (!response.ok) throw new Error(`status ${response.status}: ${await response.text()}`);
  const state = { id: '', comments: 0 };
  const events = eventsOf(response.body ?? new ReadableStream(), state);
  const next = async (): Promise<ReadEvent | undefined> => (await events.next()).value ?? undefined;
  return {
    next,
    async take(count) {
      const taken: ReadEvent[] = [];
      for (let event = await next(); event !== undefined; event = await next()) if (taken.push(event) === count) break;
      return taken;
    },
    get lastEventId() {
      return state.id;
    },
    get comments() {
      return state.comments;
    },
    async [Symbol.asyncDispose]() {
      abort.abort();
    },
  };
}

async function* eventsOf(body: ReadableStream<Uint8Array>, state: { id: string; comments: number }) {
  const utf8 = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    const blocks = (text + utf8.decode(chunk, { stream: true })).split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const lines = block.split('\n');
      state.comments += lines.filter((line) => line.startsWith(':')).length;
      const fields = Object.fromEntries(lines.map((line) => line.split(/: (.*)/s).slice(0, 2)));
      state.id = fields.id ?? state.id;
      if (fields.data !== undefined) yield { id: state.id, event: fields.event ?? 'message', data: fields.data };
    }
  }
}
