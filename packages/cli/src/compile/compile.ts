import type { InventoryDocument, Resolutions, Slices } from '@specline/contracts';
import { credentialsFacts, imageFacts, mountsFacts, networkFacts } from '@specline/inventory';
import {
  type Composition,
  canonicalSpec,
  compose,
  credentialLookups,
  resolveCredentials,
  resolveImage,
  resolveMounts,
  resolveNetwork,
  resolveResources,
  settleIsolation,
  slicesOf,
} from '@specline/rules';
import { readBundle, type Task } from './bundle.ts';
import { type Read, read, refusedBy } from './read.ts';
import { type Result, resultLine } from './result.ts';

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

/** Composes from nothing but the task: what the five workers and the aggregator do, in one go. */
export function compileTask({ request, inventory, warnings }: Task): Result {
  const isolation = settleIsolation(request, inventory.node);
  const resolutions = resolutionsOf(slicesOf(request, inventory.node, isolation), inventory);
  const result = resultOf(compose({ request, isolation, resolutions }));
  return warnings.length === 0 ? result : { ...result, warnings: [...warnings, ...result.warnings] };
}

/** What each kind decides from one document, whose revision is of no interest here. */
function resolutionsOf(slices: Slices, document: InventoryDocument): Resolutions {
  const snapshot = { revision: 0, document };
  const { image, mounts, network, credentials, resources } = slices;
  return {
    image: resolveImage(image, imageFacts(snapshot, image)),
    mounts: resolveMounts(mounts, mountsFacts(snapshot, mounts)),
    network: resolveNetwork(network, networkFacts(snapshot, network)),
    credentials: resolveCredentials(credentials, credentialsFacts(snapshot, credentialLookups(credentials))),
    resources: resolveResources(resources),
  };
}

const resultOf = (composition: Composition): Result =>
  'errors' in composition ? composition : { ...composition, ...canonicalSpec(composition.spec) };
