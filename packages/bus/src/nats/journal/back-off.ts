import { setTimeout as delay } from 'node:timers/promises';

const firstMs = 250;
const mostMs = 5_000;

/** Waits longer each time, and not for all at the same time. */
export async function backOff(attempt: number, signal: AbortSignal): Promise<void> {
  const most = Math.min(mostMs, firstMs * 2 ** attempt);
  await delay(most * (0.5 + Math.random() / 2), undefined, { signal, ref: false }).catch(ended);
}

/** Whoever waits looks at the signal. */
function ended(): void {}
