import {
  type Kind,
  kinds,
  type OutcomeError,
  type OutcomeWarning,
  type Resolutions,
  type Spec,
  type StagingStep,
  wording,
} from '@specline/contracts';
import type { CompositionInput, Facts, Parts } from './facts.ts';
import { hostname } from './hostname.ts';
import { linux } from './linux.ts';
import { specMounts } from './mounts.ts';
import { process } from './process.ts';
import { relevantErrors, relevantWarnings } from './relevant.ts';
import { root } from './root.ts';
import { windows } from './windows.ts';

/** A spec with its staging plan, or all errors, the one that the reference would have met first in front. */
export type Composition =
  | { readonly spec: Spec; readonly staging: readonly StagingStep[]; readonly warnings: readonly OutcomeWarning[] }
  | { readonly errors: readonly OutcomeError[]; readonly warnings: readonly OutcomeWarning[] };

/** The version of the runtime specification that the reference was built with. */
const ociVersion = '1.0.1-dev';

/** Composes the final spec from the partial results. Pure: the same input gives the same spec. */
export function compose(input: CompositionInput): Composition {
  const { resolutions } = input;
  const platform = resolutions.image.facts?.platform;
  const errors = relevantErrors(resolutions, platform);
  const warnings = relevantWarnings(input, platform);
  if (errors.length > 0) return { errors, warnings };
  const facts = allFacts(resolutions);
  if (facts === undefined || facts.image.platform === 'unsupported') return { errors: [incomplete()], warnings };
  const parts: Parts = { ...input, facts, platform: facts.image.platform };
  return { spec: fold(parts), staging: facts.mounts.staging, warnings };
}

/** The fold: each step owns its members, in the order of the specification's structs. */
const fold = (parts: Parts): Spec => ({
  ociVersion,
  process: process(parts),
  ...root(parts),
  ...hostname(parts),
  ...specMounts(parts),
  ...linux(parts),
  windows: windows(parts),
});

function allFacts(resolutions: Resolutions): Facts | undefined {
  const decided: { [K in Kind]?: unknown } = {};
  for (const kind of kinds) {
    const { facts } = resolutions[kind];
    if (facts === undefined) return undefined;
    decided[kind] = facts;
  }
  return decided as Facts;
}

/** A worker that answers without facts and without errors breaks its contract. */
function incomplete(): OutcomeError {
  return { code: 'unavailable', kind: 'compose', ...wording`a worker answered without facts; ask again` };
}
