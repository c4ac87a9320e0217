import type { Bus, Following } from '@specline/bus';
import {
  type ComposedOutcome,
  type CreateRequest,
  defaultPrefix,
  type Outcome,
  type Subjects,
  streamsBelow,
  subjectsBelow,
  wording,
} from '@specline/contracts';
import { type CreateOptions, create } from './create.ts';
import { type DeadLetters, deadLetters } from './dead/dead-letters.ts';
import { SpeclineError, telling } from './errors.ts';
import type { OutcomeEntry } from './outcome/entry.ts';
import { type ListOptions, listOutcomes } from './outcome/list.ts';
import type { Asked } from './outcome/look.ts';
import { Notices } from './outcome/notices.ts';
import { lookUp, type OutcomeOptions, waitFor } from './outcome/outcome.ts';
import type { Specline } from './specline.ts';
import { type Receipt, type SubmitOptions, submit } from './submit/submit.ts';
import { type LiveOptions, live } from './watch/live.ts';
import type { EventSight, LiveSight } from './watch/sight.ts';
import { type WatchOptions, watch } from './watch/watch.ts';

/** What is below one prefix of a bus. */
export class BusSpecline implements Specline {
  readonly dead: DeadLetters;
  readonly #bus: Pick<Bus, 'messages' | 'journal'>;
  readonly #subjects: Subjects;
  readonly #streams: ReturnType<typeof streamsBelow>;
  readonly #notices: Notices;
  readonly #closing = new AbortController();

  constructor(bus: Pick<Bus, 'messages' | 'journal'>, prefix = defaultPrefix) {
    const { journal } = bus;
    this.#bus = bus;
    this.#subjects = subjectsBelow(prefix);
    this.#streams = streamsBelow(prefix, this.#subjects);
    const streams = [this.#streams.outcomes, this.#streams.dead];
    this.#notices = new Notices({ journal, streams, closing: this.#closing.signal });
    this.dead = deadLetters({ ...this.#source, stream: this.#streams.dead });
  }

  create(request: CreateRequest, options?: CreateOptions): Promise<ComposedOutcome> {
    return telling(() => create(request, { messages: this.#bus.messages, subjects: this.#subjects }, options));
  }

  submit(request: CreateRequest, options?: SubmitOptions): Promise<Receipt> {
    return telling(() => submit(request, this.#source, options));
  }

  outcome(submitted: Asked, options: OutcomeOptions & { readonly wait: true }): Promise<Outcome>;
  outcome(submitted: Asked, options?: OutcomeOptions): Promise<Outcome | undefined>;
  outcome(submitted: Asked, options: OutcomeOptions = {}): Promise<Outcome | undefined> {
    const source = { ...this.#source, notices: this.#notices };
    return options.wait === true ? waitFor(submitted, source, options) : lookUp(submitted, source, options);
  }

  outcomes(options?: ListOptions): AsyncIterable<OutcomeEntry> {
    return listOutcomes({ ...this.#source, stream: this.#streams.outcomes }, options);
  }

  watch(options?: WatchOptions): AsyncIterable<EventSight> {
    return watch({ ...this.#source, stream: this.#streams.events }, options);
  }

  live(tell: (sight: LiveSight) => void, options?: LiveOptions): Promise<Following> {
    return telling(() => live({ ...this.#source, messages: this.#bus.messages }, tell, options));
  }

  async close(): Promise<void> {
    this.#closing.abort(new SpeclineError('unavailable', wording`the client was closed`));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  get #source() {
    const { journal } = this.#bus;
    return { journal, subjects: this.#subjects, streams: this.#streams, closing: this.#closing.signal };
  }
}
