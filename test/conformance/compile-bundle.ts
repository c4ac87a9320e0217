import { resolveAll } from '@specline/cli/resolve';
import {
  bundleSchema,
  catalog,
  decode,
  encode,
  type InventoryDocument,
  type Kind,
  kinds,
  type OutcomeError,
  type OutcomeWarning,
  partialSchemas,
  type Resolutions,
  type Slices,
  type StagingStep,
  validate,
} from '@specline/contracts';
import { canonicalSpec, compose, settleIsolation, slicesOf } from '@specline/rules';

/** What became of a bundle. The spec is in its canonical text only. */
export type Compiled =
  | { readonly text: string; readonly staging: readonly StagingStep[]; readonly warnings: readonly OutcomeWarning[] }
  | { readonly errors: readonly OutcomeError[]; readonly warnings: readonly OutcomeWarning[] };

/** How slices and partials travel: as they are, or as the messages of the services. */
export type Travel = <T>(value: T, kind: Kind, part: 'slice' | 'partial') => T;

const direct: Travel = (value) => value;

/** Each slice and each partial becomes text and is read back by its schema, as between services. */
export const asMessages: Travel = <T>(value: T, kind: Kind, part: 'slice' | 'partial'): T => {
  const read = decode(encode(value));
  if (part === 'slice') return catalog[kind].slice.parse(read) as T;
  return partialSchemas[kind].parse({ job: 'a.1', kind, revision: 1, ...(read as object) }) as T;
};

/** Composes the bundle of one text. */
export function compileBundle(line: string, travel: Travel = direct): Compiled {
  const { request, inventory } = validate(bundleSchema, decode(line), 'bundle');
  const addressed = { ...request, node: request.node ?? inventory.node.name };
  const isolation = settleIsolation(addressed, inventory.node);
  const slices = slicesOf(addressed, inventory.node, isolation);
  const composition = compose({ request: addressed, isolation, resolutions: resolve(slices, inventory, travel) });
  if ('errors' in composition) return composition;
  const { text } = canonicalSpec(composition.spec);
  return { text, staging: composition.staging, warnings: composition.warnings };
}

function resolve(slices: Slices, document: InventoryDocument, travel: Travel): Resolutions {
  const received = ofEachKind(slices, (slice, kind) => travel(slice, kind, 'slice'));
  return ofEachKind(resolveAll(received, document), (partial, kind) => travel(partial, kind, 'partial'));
}

const ofEachKind = <T extends Slices | Resolutions>(all: T, change: (one: unknown, kind: Kind) => unknown): T =>
  Object.fromEntries(kinds.map((kind) => [kind, change(all[kind], kind)])) as T;
