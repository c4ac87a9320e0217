import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { merged } from './merge.ts';

/** A manifest, as Kubernetes takes it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [member: string]: unknown;
}

/** What our kustomizations say. What else kustomize knows is not looked for here, so it is refused. */
const kustomizationSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.enum(['Kustomization', 'Component']),
  namespace: z.string().optional(),
  resources: z.array(z.string()).default([]),
  components: z.array(z.string()).default([]),
  replicas: z.array(z.strictObject({ name: z.string(), count: z.number() })).default([]),
  configMapGenerator: z
    .array(
      z.strictObject({
        name: z.string(),
        behavior: z.literal('merge').optional(),
        files: z.array(z.string()).default([]),
        literals: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  patches: z
    .array(z.strictObject({ path: z.string(), target: z.strictObject({ kind: z.string() }).optional() }))
    .default([]),
});
type Kustomization = z.infer<typeof kustomizationSchema>;

/**
 * What `kubectl kustomize` makes of a folder, but for the digests in the names of ConfigMaps; so that these tests need no
 * kubectl. Where there is one, a test holds this against it.
 */
export const render = (folder: string): Manifest[] => withComponents([], folder);

function withComponents(given: readonly Manifest[], folder: string): Manifest[] {
  const kustomization = kustomizationSchema.parse(parse(readFileSync(join(folder, 'kustomization.yaml'), 'utf8')));
  const { resources, components, configMapGenerator, patches } = kustomization;
  const read = resources.flatMap((path) => readResource(join(folder, path)));
  let manifests = [...given, ...read];
  for (const entry of configMapGenerator) manifests = withConfigMap(manifests, entry, folder);
  for (const patch of patches) manifests = patched(manifests, patch, folder);
  manifests = manifests.map((manifest) => placed(manifest, kustomization));
  return components.reduce((all, path) => withComponents(all, join(folder, path)), manifests);
}

function readResource(path: string): Manifest[] {
  if (!existsSync(path)) throw new Error(`there is no ${path}`);
  return statSync(path).isDirectory() ? render(path) : readManifests(path);
}

const readManifests = (path: string): Manifest[] =>
  parseAllDocuments(readFileSync(path, 'utf8')).map((document) => document.toJS() as Manifest);

function withConfigMap(
  manifests: readonly Manifest[],
  { name, behavior, files, literals }: Kustomization['configMapGenerator'][number],
  folder: string,
): Manifest[] {
  const data = Object.fromEntries([
    ...files.map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
    ...literals.map((literal) => literal.split(/=(.*)/s).slice(0, 2)),
  ]);
  const made = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
  const isThere = manifests.some((manifest) => isSame(manifest, made));
  if (isThere !== (behavior === 'merge')) throw new Error(`ConfigMap ${name}: is it made here, or is it added to?`);
  if (!isThere) return [...manifests, made];
  return manifests.map((manifest) => (isSame(manifest, made) ? (merged(manifest, made) as Manifest) : manifest));
}

function patched(
  manifests: readonly Manifest[],
  { path, target }: Kustomization['patches'][number],
  folder: string,
): Manifest[] {
  const [patch] = readManifests(join(folder, path));
  if (patch === undefined) throw new Error(`${path} is empty`);
  const fits = (manifest: Manifest): boolean =>
    target === undefined ? isSame(manifest, patch) : manifest.kind === target.kind;
  if (!manifests.some(fits)) throw new Error(`${path} fits nothing`);
  if (patch.$patch === 'delete') return manifests.filter((manifest) => !fits(manifest));
  const { metadata: _, ...change } = patch;
  return manifests.map((manifest) => (fits(manifest) ? (merged(manifest, change) as Manifest) : manifest));
}

const isSame = (one: Manifest, other: Manifest): boolean =>
  one.kind === other.kind && one.metadata.name === other.metadata.name;

function placed(manifest: Manifest, { namespace, replicas }: Kustomization): Manifest {
  const { metadata, kind } = manifest;
  const here = namespace === undefined || kind === 'Namespace' ? metadata : { ...metadata, namespace };
  const wanted = kind === 'Deployment' ? replicas.find(({ name }) => name === metadata.name) : undefined;
  const spec = wanted && { spec: { ...(manifest.spec as object), replicas: wanted.count } };
  return { ...manifest, metadata: here, ...spec };
}
