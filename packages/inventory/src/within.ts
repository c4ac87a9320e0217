interface Limits {
  /** Absent: as long as it takes. */
  readonly timeoutMs?: number;
  readonly signal: AbortSignal | undefined;
}

/** The outcome of some work, unless its time is over or the signal fires before; the work itself goes on unheard. */
export function within<T>(work: Promise<T>, { timeoutMs, signal }: Limits): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const expire = () => reject(new Error(`nothing within ${timeoutMs} ms`));
  const timer = timeoutMs === undefined ? undefined : setTimeout(expire, timeoutMs);
  const abort = () => reject(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  work.then(resolve, reject);
  return promise.finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  });
}

/** The outcome of some work, unless the signal fires before. */
export const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> =>
  signal === undefined ? work : within(work, { signal });
