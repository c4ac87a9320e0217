import { startCommand, thisMachine } from '@specline/testing';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { overlays, withMonitor } from './estate.ts';
import type { Manifest } from './kustomize.ts';
import { faultsOf, unknownMembersOf } from './schemas.ts';

const all = (): Manifest[] => [...overlays.flatMap(({ manifests }) => manifests), ...withMonitor];

describe('the manifests', () => {
  it.each(overlays)('of $name have each thing once', ({ manifests }) => {
    const names = manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(names).toEqual([...new Set(names)]);
    expect(names.length).toBeGreaterThan(30);
  });

  it('are all in one namespace', () => {
    const elsewhere = all().filter(({ kind, metadata }) => kind !== 'Namespace' && metadata.namespace !== 'specline');
    expect(elsewhere.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([]);
  });

  it('fit the schemas of Kubernetes, KEDA and the Prometheus operator', async () => {
    expect((await Promise.all(all().map(faultsOf))).flat()).toEqual([]);
  });

  it('have no member that these do not know', async () => {
    expect(await unknownMembersOf(all())).toEqual([]);
  });

  it('would not fit with a fault', async () => {
    const [deployment] = all().filter(({ kind }) => kind === 'Deployment');
    const planted = {
      ...deployment,
      spec: { ...(deployment?.spec as object), replicas: 'two', replica: 2 },
    } as Manifest;
    expect(await faultsOf(planted)).toEqual([
      expect.stringMatching(/^Deployment aggregator: .*replicas must be integer/),
    ]);
    expect(await unknownMembersOf([planted])).toEqual([expect.stringMatching(/^Deployment aggregator: TS2\d+: /)]);
  });

  it.runIf(thisMachine.hasProgram('kubectl')).each(overlays)(
    'of $name are what kubectl makes of them, too',
    async ({ folder, manifests }) => {
      await using kubectl = await startCommand('kubectl', { args: ['kustomize', folder] });
      expect(await kubectl.exited).toBe(0);
      const theirs = parseAllDocuments(withoutDigests(kubectl.stdout())).map((document) => document.toJS() as Manifest);
      expect(sorted(manifests)).toEqual(sorted(theirs));
    },
  );
});

/** kustomize names a ConfigMap also by what is in it. */
const withoutDigests = (text: string): string => text.replace(/(name: (?:nats|redis|settings))-[0-9a-z]{10}$/gm, '$1');

/** In an order of their own; that of named lists means nothing either, but for variables, which may use earlier ones. */
function sorted(manifests: readonly Manifest[]): unknown[] {
  const nameOf = ({ kind, metadata }: Manifest): string => `${kind} ${metadata.name}`;
  const ordered = manifests.toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  return ordered.map((manifest) => JSON.parse(JSON.stringify(manifest), sortPorts));
}

const sortPorts = (name: string, value: unknown): unknown =>
  name === 'ports' && Array.isArray(value)
    ? value.toSorted((one, other) => String(one.name ?? one.port).localeCompare(String(other.name ?? other.port)))
    : value;
