import { setTimeout as delay } from 'node:timers/promises';
import type { Link } from '../link.ts';

const firstMs = 250;
const mostMs = 5_000;

/** Waits longer each time and not for all at the same time, but no longer than until the connection is back. */
export async function backOff(attempt: number, { link, signal }: { link: Link; signal: AbortSignal }): Promise<void> {
  const most = Math.min(mostMs, firstMs * 2 ** attempt);
  const ending = new AbortController();
  const unwatch = link.watch({ onRestored: () => ending.abort() });
  const either = AbortSignal.any([ending.signal, signal]);
  await delay(most * (0.5 + Math.random() / 2), undefined, { signal: either, ref: false }).catch(ended);
  unwatch();
}

/** Whoever waits looks at the signal. */
function ended(): void {}
