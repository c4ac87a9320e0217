import { shown, wording } from '@specline/contracts';
import { SpeclineError } from './errors.ts';

/** What ends a call before it is done. */
export interface Ends {
  /** In milliseconds from now; absent: it may go on. */
  readonly timeoutMs?: number;
  /** The caller's. */
  readonly signal?: AbortSignal | undefined;
  /** The client's own. */
  readonly closing: AbortSignal;
}

/** A call's one signal; dispose it when the call is over. */
export interface Bound extends Disposable {
  readonly signal: AbortSignal;
}

/** The time of a call is over; where it was tried again and again, its last failure says more. */
export class TimeIsOver extends SpeclineError {
  override readonly name = 'TimeIsOver';

  constructor(timeoutMs: number) {
    super('deadline', wording`not done within ${shown(timeoutMs)} ms; the same call may be made again`);
  }
}

/**
 * Joins all that ends a call in one signal, and lets go of the longer-lived ones afterwards, which `AbortSignal.any`
 * only does when memory is collected.
 */
export function bound({ timeoutMs, signal, closing }: Ends): Bound {
  const controller = new AbortController();
  const expire = (): void => controller.abort(new TimeIsOver(timeoutMs ?? 0));
  const timer = timeoutMs === undefined ? undefined : setTimeout(expire, timeoutMs);
  const unfollow = [signal, closing].map((source) => follow(source, controller));
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      clearTimeout(timer);
      for (const end of unfollow) end();
    },
  };
}

/** Work that is given the one signal, and has it until it is done. */
export async function within<T>(ends: Ends, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  using limit = bound(ends);
  limit.signal.throwIfAborted();
  // Without `await` the signal would be let go of before the work is done.
  return await work(limit.signal);
}

function follow(source: AbortSignal | undefined, controller: AbortController): () => void {
  if (source === undefined) return () => {};
  const abort = (): void => controller.abort(source.reason);
  if (source.aborted) abort();
  source.addEventListener('abort', abort);
  return () => source.removeEventListener('abort', abort);
}

/** The result of work that knows of no signal; rejects with the signal's reason where that comes first. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  return Promise.race([work, aborted.promise]).finally(() => signal.removeEventListener('abort', abort));
}
