import { setImmediate, setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { boundHeap } from './bounded-heap.ts';
import { youngGenerationBytes } from './young-generation.ts';

// Tells how large the young generation is where much is made, after a while in which nothing was, and with much again.
boundHeap();
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: { readonly type: 'minor' }) => void;

/** The most that it has while much is made and lives for a while. */
async function busy(): Promise<number> {
  let most = 0;
  let alive: object[] = [];
  for (let turn = 0; turn < 300; turn++) {
    for (let count = 0; count < 5_000; count++) alive.push({ turn, count, list: [turn, count] });
    if (alive.length > 40_000) alive = [];
    await setImmediate();
    most = Math.max(most, youngGenerationBytes());
  }
  return most;
}

/** V8 looks at the last five seconds. */
async function idle(): Promise<number> {
  for (let second = 0; second < 7; second++) {
    await setTimeout(1_000);
    collect({ type: 'minor' });
  }
  return youngGenerationBytes();
}

const told = { busy: await busy(), idle: await idle(), again: await busy() };
process.stdout.write(JSON.stringify(told));
