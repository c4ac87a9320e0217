import { type Composition, canonicalSpec, compose, settleIsolation, slicesOf } from '@specline/rules';
import { readBundle, type Task } from './bundle.ts';
import { type Read, read, refusedBy } from './read.ts';
import { resolveAll } from './resolve.ts';
import { type Result, resultLine, withWarnings } from './result.ts';

/** One bundle's text to one line of results. Never throws. */
export function compileLine(text: string): string {
  const bundle = read(text, 'bundle', readBundle);
  return resultLine(bundle.name, compileRead(bundle));
}

/** Composes what was read; what was refused stays so. Never throws. */
export function compileRead(document: Read<Task>): Result {
  if ('refused' in document) return document.refused;
  try {
    return compileTask(document.task);
  } catch (error) {
    return refusedBy(error);
  }
}

/** Composes from nothing but the task: what the workers and the aggregator do, in one go. */
function compileTask({ request, inventory, warnings }: Task): Result {
  const isolation = settleIsolation(request, inventory.node);
  const resolutions = resolveAll(slicesOf(request, inventory.node, isolation), inventory);
  return withWarnings(warnings, resultOf(compose({ request, isolation, resolutions })));
}

const resultOf = (composition: Composition): Result =>
  'errors' in composition ? composition : { ...composition, ...canonicalSpec(composition.spec) };
