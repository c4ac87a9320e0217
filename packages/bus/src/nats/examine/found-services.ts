import { z } from 'zod';
import type { FoundService, Hidden } from '../../examination.ts';
import { NotPermitted } from '../../messages/errors.ts';
import type { Message, Messages } from '../../messages.ts';

/** After the last answer so long without another one, in milliseconds, no more come. */
const quietMs = 300;

/** What we read of an answer to `$SRV.INFO`; a foreign service may leave out what it likes. */
const infoSchema = z.object({
  name: z.string(),
  id: z.string(),
  version: z.string().default('unknown'),
  endpoints: z
    .array(z.object({ subject: z.string() }))
    .nullish()
    .transform((endpoints) => (endpoints ?? []).map(({ subject }) => subject)),
});

/** All instances of services that answer now. Only they know how many they are, so that it waits until all is quiet. */
export async function findServices(messages: Messages, inbox: string): Promise<readonly FoundService[] | Hidden> {
  const found: FoundService[] = [];
  const answered = new Quiet(quietMs);
  const listening = messages.subscribe(inbox, (message) => {
    if (message.noResponders) return answered.end();
    answered.wait();
    const service = readInfo(message);
    if (service !== undefined) found.push(service);
  });
  try {
    // The one request says whether we may ask at all.
    await messages.request('$SRV.PING', '', { timeoutMs: quietMs });
  } catch (error) {
    if (error instanceof NotPermitted) return 'hidden';
  }
  messages.publish('$SRV.INFO', '', { reply: inbox });
  answered.wait();
  await answered.ended;
  await listening.drain();
  return found;
}

function readInfo({ text }: Message): FoundService | undefined {
  try {
    const { endpoints: subjects, ...service } = infoSchema.parse(JSON.parse(text));
    return { ...service, subjects };
  } catch {
    return undefined; // whatever answers there, it is no service
  }
}

/** Ends once nothing has happened for a while. */
class Quiet {
  readonly #afterMs: number;
  readonly #ended = Promise.withResolvers<void>();
  #timer: NodeJS.Timeout | undefined;

  constructor(afterMs: number) {
    this.#afterMs = afterMs;
  }

  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /** Something happened. */
  wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.end(), this.#afterMs);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#ended.resolve();
  }
}
