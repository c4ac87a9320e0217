import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type CreateRequest, encode } from '@specline/contracts';
import { readBundle } from '../compile/bundle.ts';
import { parse } from '../compile/read.ts';
import type { Composed } from '../compile/result.ts';
import { failedBy, resultOf } from '../create/outcome.ts';
import { exitCodeOf } from '../end/exit-codes.ts';
import { Failure } from '../end/failure.ts';
import { readDocument } from '../input/document.ts';
import { paintFor } from '../output/paint.ts';
import type { Backends } from '../system/backends.ts';
import { pushInventory } from '../system/change-inventory.ts';
import { steps } from './steps.ts';

/** The bundles that come with the command. */
export const samples = join(import.meta.dirname, '..', '..', 'samples');

/** Sends a sample through the system and prints what happens, step by step. */
export async function showComposition(backends: Backends, print: (text: string) => void): Promise<void> {
  const say = steps(paintFor(process.stdout));
  const task = readBundle(parse(await readDocument(join(samples, 'iis-with-gmsa.json')), 'sample'));
  const { revision } = await pushInventory(task.inventory, backends);
  print(say.pushed(task.inventory, revision) + say.asked(task) + say.workers);

  const id = `demo-${randomBytes(4).toString('hex')}`;
  const following = await backends.specline.live((sight) => {
    if (sight.what === 'progress' && sight.progress.request === id) print(say.progress(sight.progress));
  });
  const started = performance.now();
  const composed = await create({ ...task.request, id, minInventoryRevision: revision }, backends);
  await following.stop();
  print(say.composed(composed, performance.now() - started) + say.spec);
  print(`\n${encode(composed.spec, 2)}\n`);
}

/** @throws Failure where there is no spec. */
async function create(request: CreateRequest, backends: Backends): Promise<Composed> {
  const result = await backends.specline.create(request).then(resultOf, failedBy);
  if ('errors' in result) throw new Failure(exitCodeOf(result.errors), result.errors);
  return result;
}
