import { wording } from '@specline/contracts';
import type { ApiError } from 'nats';
import { JournalUnavailable } from '../../journal/errors.ts';
import { BusError, MessageTooLarge, NoResponders } from '../../messages/errors.ts';
import type { Message, Messages, RequestOptions } from '../../messages.ts';
import { refused } from './refusal.ts';

/** How long one call waits for its answer, in milliseconds. */
const timeoutMs = 5_000;

/** One call of JetStream's API. */
export interface Call {
  /** `STREAM.INFO`, `CONSUMER.CREATE`, … */
  readonly operation: string;
  readonly stream: string;
  readonly consumer?: string;
  readonly body?: object;
  readonly signal?: AbortSignal | undefined;
}

/**
 * JetStream's API over requests, which unlike the client's own calls end at once when the connection is lost, and end
 * by signal.
 *
 * @see https://docs.nats.io/reference/reference-protocols/nats_api_reference
 */
export class JetStreamApi {
  readonly #messages: Pick<Messages, 'request' | 'publish'>;
  readonly #isOff: () => boolean;

  /** @param isOff Whether the broker has no JetStream, now and later. */
  constructor(messages: Pick<Messages, 'request' | 'publish'>, isOff: () => boolean) {
    this.#messages = messages;
    this.#isOff = isOff;
  }

  /** Whether it is of no use to wait. */
  get isOff(): boolean {
    return this.#isOff();
  }

  /** Rejects with JournalUnavailable, StreamMissing, a Refusal, or the signal's reason. */
  async call<T>({ operation, stream, consumer, body = {}, signal }: Call): Promise<T> {
    const subject = apiSubject(operation, stream, consumer);
    return this.#answer<T>({ subject, text: JSON.stringify(body), stream, ...(signal && { signal }) });
  }

  /** Records an entry; the same rejections as a call, and NoResponders where no stream has the subject. */
  async record<T>(entry: Omit<Question, 'stream'> & { readonly stream?: string | undefined }): Promise<T> {
    return this.#answer<T>({ ...entry, stream: entry.stream ?? `for ${entry.subject}` }, NoResponders);
  }

  /** Asks what is not answered in JSON. Rejects with JournalUnavailable, or the signal's reason. */
  async ask(subject: string, options: RequestOptions): Promise<Message> {
    return this.#request({ subject, text: '', ...options });
  }

  /** Tells something that needs no answer; lost while disconnected. */
  tell(subject: string, body: object | string = '', reply?: string): void {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    this.#messages.publish(subject, text, reply === undefined ? {} : { reply });
  }

  /** Names of the streams that keep a subject. */
  async streamsFor(subject: string, signal?: AbortSignal): Promise<readonly string[]> {
    const question = { subject: '$JS.API.STREAM.NAMES', text: JSON.stringify({ subject }), stream: '' };
    const { streams } = await this.#answer<{ streams: string[] | null }>({ ...question, ...(signal && { signal }) });
    return streams ?? [];
  }

  async #answer<T>({ stream, ...question }: Question, passed?: Passed): Promise<T> {
    const answer = await this.#request(question, passed);
    const read = readAnswer<T>(answer.text);
    if (read.error !== undefined) throw refused(read.error, stream);
    return read;
  }

  async #request({ subject, text, ...options }: Omit<Question, 'stream'>, passed?: Passed): Promise<Message> {
    const request = this.#messages.request(subject, text, { timeoutMs, ...options });
    return request.catch((error: unknown) => {
      throw passed !== undefined && error instanceof passed ? error : this.#unavailable(error);
    });
  }

  /** What a request that was not answered means; what is no failure of the bus stays: the signal's reason. */
  #unavailable(error: unknown): unknown {
    if (!(error instanceof BusError) || error instanceof MessageTooLarge) return error;
    if (!(error instanceof NoResponders)) return new JournalUnavailable(error.words, { cause: error });
    const absent = this.#isOff();
    return new JournalUnavailable(absent ? off : leaderless, { absent, cause: error });
  }
}

/** A failure that is told as it is. */
type Passed = new (...parameters: never) => Error;

interface Question extends Partial<RequestOptions> {
  readonly subject: string;
  readonly text: string;
  readonly stream: string;
}

export const apiSubject = (operation: string, stream: string, consumer?: string): string =>
  `$JS.API.${operation}.${stream}${consumer === undefined ? '' : `.${consumer}`}`;

const off = wording`the broker has no JetStream; enable it with jetstream { store_dir: … } in its configuration`;
const leaderless = wording`the broker's JetStream has no leader now; try again`;

type Answer<T> = T & { readonly error?: ApiError };

function readAnswer<T>(text: string): Answer<T> {
  try {
    return JSON.parse(text) as Answer<T>;
  } catch (cause) {
    throw new JournalUnavailable(wording`somebody else than the journal answers in its place`, { cause });
  }
}
