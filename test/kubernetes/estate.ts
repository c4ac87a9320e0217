import { join } from 'node:path';
import { kinds } from '@specline/contracts';
import type { IDeployment, IStatefulSet } from 'kubernetes-models/apps/v1';
import type { IConfigMap, IContainer, IPodSpec } from 'kubernetes-models/v1';
import { type Manifest, render } from './kustomize.ts';

export const root = join(import.meta.dirname, '..', '..');
const kubernetes = join(root, 'infra', 'kubernetes');

export const services = ['aggregator', ...kinds, 'gateway'];

/** Each way to run the system that is ready-made. */
export const overlays = ['base', 'overlays/small', 'overlays/large', 'overlays/keda'].map((name) => {
  const folder = join(kubernetes, name);
  return { name, folder, manifests: render(folder) };
});

/** What an operator may add. */
export const withMonitor = render(join(kubernetes, 'components', 'pod-monitor'));

export const ofKind = <T>(kind: string, manifests: readonly Manifest[]): T[] =>
  manifests.filter((manifest) => manifest.kind === kind) as unknown as T[];

type Workload = IDeployment | IStatefulSet;

/** A workload of one container each, and what its pods are. */
export interface Pods {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: IPodSpec;
  readonly container: IContainer;
}

export const podsOf = (manifests: readonly Manifest[]): Pods[] =>
  [...ofKind<Workload>('Deployment', manifests), ...ofKind<Workload>('StatefulSet', manifests)].map((workload) => {
    const { metadata, spec } = workload.spec?.template ?? {};
    const [container, ...others] = spec?.containers ?? [];
    if (spec === undefined || container === undefined || others.length > 0) throw new Error('one container a pod');
    return { name: workload.metadata?.name ?? '', labels: metadata?.labels ?? {}, spec, container };
  });

/** The variables of a container that are texts, with those that a ConfigMap gives. */
export function variablesOf({ env = [], envFrom = [] }: IContainer, manifests: readonly Manifest[]) {
  const maps = envFrom.flatMap(({ configMapRef }) =>
    ofKind<IConfigMap>('ConfigMap', manifests).filter(({ metadata }) => metadata?.name === configMapRef?.name),
  );
  const own = env.map(({ name, value = '' }) => [name, value] as const);
  return new Map([...maps.flatMap(({ data = {} }) => Object.entries(data)), ...own]);
}
