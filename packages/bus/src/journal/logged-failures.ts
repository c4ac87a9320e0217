import type { Log } from '../log/log.ts';

interface Options {
  readonly log: Log;
  /** Of the stream. */
  readonly subject: string;
}

/** The handler, called at once; its failure is logged and ends nothing. */
export function withLoggedFailures<T>(
  handler: (value: T) => void | Promise<void>,
  { log, subject }: Options,
): (value: T) => Promise<void> {
  return async (value) => {
    try {
      await handler(value);
    } catch (error) {
      log.failure('handler failed', error, { subject });
    }
  };
}
