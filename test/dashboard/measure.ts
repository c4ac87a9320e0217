/**
 * How the page keeps up: `npm run bench:dashboard -- [requests a second] [seconds]`. Real services, NATS and Redis; the
 * page is in Chromium, and tells its long tasks, its frames and its memory.
 */
import { loadavg } from 'node:os';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { encode } from '@specline/contracts';
import type { Page } from 'playwright-core';
import { startEstate } from '../gateway/estate.ts';
import { launch, Person } from './browser.ts';
import { inventoryOf, load, nodeNames } from './load.ts';

const [perSecond = 500, seconds = 30] = process.argv.slice(2).map(Number);

interface Observed {
  readonly frames: number[];
  readonly longTasks: number[];
}

await using estate = await startEstate();
for (const name of nodeNames) {
  await estate.call(`/v1/nodes/${name}/inventory`, { method: 'PUT', body: encode(inventoryOf(name)) });
}
const browser = await launch();
const page = await (await Person.at(browser, estate.url)).look({});
await page.locator('#connection[data-is="live"]').waitFor();
const abort = new AbortController();
const loading = load([estate.nats.url], perSecond, abort.signal);
await delay(3_000);
await observe(page);
const session = await page.context().newCDPSession(page);
// The time that its thread was given, whatever else runs on this machine.
await session.send('Performance.enable', { timeDomain: 'threadTicks' });
const before = await work();
await delay(seconds * 1_000);
const { frames, longTasks } = (await page.evaluate('globalThis.observed')) as Observed;
const after = await work();
const shown = await page.locator('#figure-rate').textContent();
abort.abort();
const sent = await loading;
await page.getByText(`load-${sent - 1}`, { exact: true }).waitFor();
report();
await browser.close();

/** Every frame and every task of more than 50 ms, from now on. */
async function observe(on: Page): Promise<void> {
  await on.evaluate(() => {
    const observed: { frames: number[]; longTasks: number[] } = { frames: [], longTasks: [] };
    Object.assign(globalThis, { observed });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) observed.longTasks.push(duration);
    }).observe({ type: 'longtask' });
    let last = performance.now();
    const frame = (now: number): void => {
      observed.frames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

/** Seconds that the page's thread has worked, and what it keeps. */
async function work(): Promise<Readonly<Record<string, number>>> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

function report(): void {
  const sorted = frames.toSorted((left, right) => left - right);
  const at = (share: number): string => `${(sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1)} ms`;
  const spent = (name: string): string =>
    `${((((after[name] ?? 0) - (before[name] ?? 0)) / seconds) * 100).toFixed(0)} %`;
  const rows = {
    'asked for, a second': `${perSecond}, for ${seconds} s`,
    'outcomes a second, as the page shows them': shown,
    'load of the machine': loadavg()
      .map((each) => each.toFixed(1))
      .join(' '),
    frames: `${(frames.length / seconds).toFixed(0)} a second: half ${at(0.5)}, 95 % ${at(0.95)}, 99 % ${at(0.99)}, longest ${at(1)}`,
    'tasks of more than 50 ms': `${longTasks.length}, the longest ${Math.max(0, ...longTasks).toFixed(0)} ms`,
    'work of the page': `${spent('TaskDuration')} of one processor: scripts ${spent('ScriptDuration')}, layout and style ${spent('LayoutDuration')} and ${spent('RecalcStyleDuration')}`,
    'memory of the page': `${mebibytes(before.JSHeapUsedSize)} at first, ${mebibytes(after.JSHeapUsedSize)} at last`,
    elements: `${before.Nodes} nodes at first, ${after.Nodes} at last`,
  };
  for (const [name, value] of Object.entries(rows)) process.stdout.write(`${name}: ${value}\n`);
}

function mebibytes(bytes = 0): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
