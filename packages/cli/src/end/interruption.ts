const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The wish that this process ends: Ctrl-C, or the system's. */
export interface Interruption extends Disposable {
  readonly wished: Promise<NodeJS.Signals>;
}

/**
 * Waits for the wish to end, and keeps the process there until it comes.
 * Further signals change nothing, for npm sends a terminal's Ctrl-C a second time.
 */
export function interruption(): Interruption {
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>();
  const stay = setInterval(() => {}, 2 ** 30);
  for (const signal of signals) process.on(signal, resolve);
  return { wished: promise, [Symbol.dispose]: () => clearInterval(stay) };
}
