import type { Generated, GeneratorOptions } from './generator.ts';
import { Sender } from './sender.ts';

export interface ClosedModelOptions extends GeneratorOptions {
  /** Requests that are open at each time. */
  readonly concurrency: number;
  readonly durationMs: number;
  readonly maximumRequests: number;
}

/** So many callers, each of whom asks again when it was answered: the slower the system, the less it is asked. */
export async function runClosedModel(options: ClosedModelOptions): Promise<Generated> {
  const { concurrency, durationMs, maximumRequests, signal } = options;
  const sender = new Sender(options);
  const goesOn = (): boolean => !signal.aborted && sender.now() < durationMs && sender.sent < maximumRequests;
  const over = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => over.resolve(), { once: true });
  const timer = setTimeout(() => over.resolve(), durationMs);
  const callers = Array.from({ length: concurrency }, async () => {
    while (goesOn()) {
      await sender.send();
      sender.throwIfFaulty();
    }
  });
  await Promise.race([Promise.all(callers), over.promise]).finally(() => clearTimeout(timer));
  const endedAtMs = Math.min(sender.now(), durationMs);
  await sender.drain();
  return { sent: sender.sent, notSent: 0, endedAtMs };
}
