import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startCommand } from '@specline/testing';
import type { Manifest } from './kustomize.ts';

const root = join(import.meta.dirname, '..', '..');

/** Whose schemas are not in Kubernetes itself. */
const packages: Readonly<Record<string, string>> = {
  'keda.sh': '@kubernetes-models/keda',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
};

const moduleOf = ({ apiVersion }: Manifest): string =>
  `${packages[apiVersion.split('/')[0] ?? ''] ?? 'kubernetes-models'}/${apiVersion}`;

type Model = new (manifest: Manifest) => { validate(): void };

/** What the schema of its kind says against a manifest: values and missing members. */
export async function faultsOf(manifest: Manifest): Promise<string[]> {
  const models = (await import(moduleOf(manifest))) as Readonly<Record<string, Model>>;
  const Model = models[manifest.kind];
  if (Model === undefined) return [`${manifest.apiVersion} has no ${manifest.kind}`];
  try {
    new Model(manifest).validate();
    return [];
  } catch (fault) {
    return [`${manifest.kind} ${manifest.metadata.name}: ${(fault as Error).message}`];
  }
}

/**
 * What the types of their kinds say against manifests: members that nobody knows, above all, which Kubernetes would drop
 * without a word. They are written down as TypeScript, where the compiler finds them.
 *
 * @returns each error of the compiler, with the manifest's kind and name.
 */
export async function unknownMembersOf(manifests: readonly Manifest[]): Promise<string[]> {
  const folder = await mkdtemp(join(root, 'test', 'node_modules', '.manifests-'));
  try {
    const file = join(folder, 'manifests.ts');
    await writeFile(file, manifests.map(sourceOf).join(''));
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'esnext'];
    const args = [...options, '--types', '', '--ignoreConfig', file];
    await using compiler = await startCommand(join(root, 'node_modules', '.bin', 'tsc'), { args, cwd: folder });
    await compiler.exited;
    return [...compiler.stdout().matchAll(/^manifests\.ts\((\d+),.*?error (.*)$/gm)].map(
      ([, line, words]) => `${nameOf(manifests[Number(line) - 1])}: ${words}`,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** One line each, so that the line says which. */
const sourceOf = (manifest: Manifest, index: number): string =>
  `export const m${index}: import(${JSON.stringify(moduleOf(manifest))}).I${manifest.kind} = ${JSON.stringify(manifest)};\n`;

const nameOf = (manifest: Manifest | undefined): string => `${manifest?.kind} ${manifest?.metadata.name}`;
