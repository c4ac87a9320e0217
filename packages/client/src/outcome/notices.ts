import { EventEmitter } from 'node:events';
import type { Following, Journal } from '@specline/bus';
import type { StreamDefinition } from '@specline/contracts';
import { orAborted } from '../bound.ts';

interface NoticesOptions {
  readonly journal: Pick<Journal, 'follow'>;
  readonly streams: readonly StreamDefinition[];
  readonly closing: AbortSignal;
  /** How long the live reads outlast the last who waited, in milliseconds; absent: 5,000. */
  readonly lingerMs?: number;
}

/** So many are remembered that nobody waited for yet; who comes later has to look. */
const maximumHeard = 10_000;

/** To begin the live reads costs the broker more than all else of a wait. */
const defaultLingerMs = 5_000;

/**
 * Tells those who wait for an entry of a subject that one was recorded. All of them share one live read a stream, of
 * headers only, which is there while anyone waits and a little longer: a thousand who wait, at one time or one after the
 * other, are no load for the broker.
 */
export class Notices {
  readonly #options: NoticesOptions;
  readonly #recorded = new EventEmitter().setMaxListeners(0);
  /** What was recorded since the live reads began, the last of it. */
  readonly #heard = new Set<string>();
  #liveSince: number | undefined;
  #listeners = 0;
  #followings: Promise<readonly Following[]> | undefined;
  #linger: NodeJS.Timeout | undefined;

  constructor(options: NoticesOptions) {
    this.#options = options;
    options.closing.addEventListener('abort', () => this.#end(), { once: true });
  }

  /** Whether {@link listen} costs nothing, because the live reads are there. */
  get areLive(): boolean {
    return this.#followings !== undefined;
  }

  /** Whether all that was recorded from a time on, as `performance.now()` has it, was or will be heard here. */
  hearsAllSince(time: number): boolean {
    return this.#liveSince !== undefined && this.#liveSince <= time;
  }

  /** Whether an entry of one of these subjects was heard of; false also where that is long ago. */
  heard(subjects: readonly string[]): boolean {
    return subjects.some((subject) => this.#heard.has(subject));
  }

  /** Calls `tell` at each entry of these subjects that comes after this resolved; gives what ends that. */
  async listen(subjects: readonly string[], tell: () => void, signal: AbortSignal): Promise<() => void> {
    this.#listeners += 1;
    clearTimeout(this.#linger);
    for (const subject of subjects) this.#recorded.on(subject, tell);
    const leave = (): void => this.#leave(subjects, tell);
    try {
      this.#followings ??= this.#begin();
      await orAborted(this.#followings, signal);
      return leave;
    } catch (error) {
      leave();
      throw error;
    }
  }

  #leave(subjects: readonly string[], tell: () => void): void {
    for (const subject of subjects) this.#recorded.off(subject, tell);
    this.#listeners -= 1;
    const { lingerMs = defaultLingerMs } = this.#options;
    if (this.#listeners === 0) this.#linger = setTimeout(() => this.#end(), lingerMs).unref();
  }

  #end(): void {
    clearTimeout(this.#linger);
    void this.#followings?.then(stopAll).catch(() => {}); // whoever listened was told why it did not begin
    this.#forget();
  }

  #forget(): void {
    this.#followings = undefined;
    this.#liveSince = undefined;
    this.#heard.clear();
  }

  async #begin(): Promise<readonly Following[]> {
    try {
      const followings = await this.#follow();
      this.#liveSince = performance.now();
      return followings;
    } catch (error) {
      this.#forget();
      throw error;
    }
  }

  #hear(subject: string): void {
    const [oldest] = this.#heard.size < maximumHeard ? [] : this.#heard;
    if (oldest !== undefined) this.#heard.delete(oldest);
    this.#heard.add(subject);
    this.#recorded.emit(subject);
  }

  async #follow(): Promise<readonly Following[]> {
    const { journal, streams } = this.#options;
    const starts = await Promise.allSettled(
      streams.map((stream) =>
        journal.follow(stream, { from: 'next', headersOnly: true }, ({ subject }) => this.#hear(subject)),
      ),
    );
    const begun = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
    const failed = starts.find((start) => start.status === 'rejected');
    if (failed === undefined) return begun;
    await stopAll(begun);
    throw failed.reason;
  }
}

const stopAll = (followings: readonly Following[]): Promise<unknown> =>
  Promise.all(followings.map((following) => following.stop()));
