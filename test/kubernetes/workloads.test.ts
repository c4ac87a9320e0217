import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceSettings } from '@specline/bus';
import { streamsBelow, subjectsBelow } from '@specline/contracts';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1';
import type { IConfigMap, IContainer, IProbe, IService } from 'kubernetes-models/v1';
import { describe, expect, it } from 'vitest';
import { ofKind, overlays, podsOf, root, services, variablesOf, withMonitor } from './estate.ts';
import type { Manifest } from './kustomize.ts';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
/** The first column of README's tables of settings. */
const documented = new Set([...read('README.md').matchAll(/`([A-Z][A-Z0-9_]+)`[^|]*\|/g)].map(([, name]) => name));

describe.each(overlays)('$name', ({ name: overlay, manifests }) => {
  const pods = podsOf(manifests);
  const ours = pods.filter(({ labels }) => labels['app.kubernetes.io/component'] === 'service');
  const named = <T extends object>(kind: string, name: string): T | undefined =>
    ofKind<T & Manifest>(kind, manifests).find(({ metadata }) => metadata.name === name);

  it('runs every service, NATS and Redis', () => {
    expect(ours.map(({ name }) => name).toSorted()).toEqual(services.toSorted());
    expect(pods.map(({ name }) => name).toSorted()).toEqual([...services, 'nats', 'redis'].toSorted());
  });

  it('runs one image for all services, and what docker-compose.yml runs besides', () => {
    expect(new Set(ours.map(({ container }) => container.image))).toEqual(new Set(['specline:local']));
    for (const { container } of pods) expect(read('docker-compose.yml')).toContain(`:-${container.image}}`);
  });

  it.each(ours)('$name starts its own program, with settings that there are', ({ name, container }) => {
    expect(container.args).toEqual([`services/${name}/src/main.ts`]);
    expect(existsSync(join(root, container.args?.[0] ?? ''))).toBe(true);
    const variables = variablesOf(container, manifests);
    const settings = [...variables].filter(([variable]) => !variable.includes('_PASSWORD_'));
    expect(settings.map(([variable]) => variable).filter((variable) => !documented.has(variable))).toEqual([]);
    const { monitor, streamKeeping } = serviceSettings(Object.fromEntries(settings));
    expect(monitor).toEqual({ host: '0.0.0.0', port: portNamed('metrics', container) });
    expect(streamKeeping.replicas).toBe(named<{ spec: { replicas: number } }>('StatefulSet', 'nats')?.spec.replicas);
  });

  it.each(ours)('$name is asked whether it lives, and whether it is ready, where it answers', ({ container }) => {
    const pathOf = ({ httpGet }: IProbe = {}): string => `${httpGet?.port}${httpGet?.path}`;
    const { startupProbe, livenessProbe, readinessProbe } = container;
    expect([startupProbe, livenessProbe, readinessProbe].map(pathOf)).toEqual([
      'metrics/healthz',
      'metrics/healthz',
      'metrics/readyz',
    ]);
  });

  it.each(pods)('$name may do nothing that it need not', ({ spec, container }) => {
    expect(spec).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(spec.securityContext?.runAsUser).toBeGreaterThan(0);
    expect(container).toMatchObject({
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
      resources: { requests: { cpu: expect.any(String), memory: expect.any(String) } },
    });
    expect(container.resources?.limits?.memory).toBeDefined();
    expect(container.livenessProbe && container.readinessProbe).toBeDefined();
    for (const { name } of container.volumeMounts ?? []) {
      const kept = name === 'streams' || name === 'inventory';
      expect(kept || spec.volumes?.some((volume) => volume.name === name)).toBe(true);
    }
  });

  it('leads each Service to a port of a pod', () => {
    for (const { metadata, spec } of ofKind<IService>('Service', manifests)) {
      const [pod, ...others] = pods.filter(({ labels }) => isIn(spec?.selector, labels));
      expect(others).toEqual([]);
      for (const { targetPort } of spec?.ports ?? [])
        expect(portNamed(String(targetPort), pod?.container), metadata?.name).toBeDefined();
    }
  });

  it('gives NATS and Redis the files of docker-compose.yml', () => {
    const dataOf = (name: string) => named<IConfigMap>('ConfigMap', name)?.data;
    expect(dataOf('nats')).toMatchObject({
      'nats.conf': read('infra/nats/nats.conf'),
      'roles.conf': read('infra/nats/roles.conf'),
    });
    expect(dataOf('redis')).toEqual({ 'redis.conf': read('infra/redis/redis.conf') });
  });

  it('lets at most one of each go at a time', () => {
    const budgets = ofKind<IPodDisruptionBudget>('PodDisruptionBudget', manifests).map(({ spec }) => [
      spec?.maxUnavailable,
      pods.filter(({ labels }) => isIn(spec?.selector?.matchLabels, labels)).map(({ name }) => name),
    ]);
    expect(budgets).toEqual([...services, 'nats'].map((name) => [1, [name]]));
  });

  it('has somebody to decide how many of each service there are, and no more than one', () => {
    const scalers = ofKind<IHorizontalPodAutoscaler>('HorizontalPodAutoscaler', manifests).map(
      ({ spec }) => spec?.scaleTargetRef.name,
    );
    const lagging = ofKind<{ spec: { scaleTargetRef: { name: string } } }>('ScaledObject', manifests).map(
      ({ spec }) => spec.scaleTargetRef.name,
    );
    const fixed = ofKind<{ metadata: { name: string }; spec: { replicas?: number } }>('Deployment', manifests)
      .filter(({ spec }) => spec.replicas !== undefined)
      .map(({ metadata }) => metadata.name);
    expect([...scalers, ...lagging, ...fixed].toSorted()).toEqual(services.toSorted());
    expect(lagging).toEqual(overlay === 'overlays/keda' ? ['aggregator'] : []);
  });
});

describe('what may be added', () => {
  it('counts the submits that wait, where KEDA scales', () => {
    const keda = overlays.find(({ name }) => name === 'overlays/keda')?.manifests ?? [];
    const [scaled] = ofKind<{ spec: { triggers: { metadata: Record<string, string> }[] } }>('ScaledObject', keda);
    const { stream, consumer, natsServerMonitoringEndpoint } = scaled?.spec.triggers[0]?.metadata ?? {};
    expect(stream).toBe(streamsBelow('specline.v1', subjectsBelow('specline.v1')).submit.name);
    expect(read('infra/nats/roles.conf')).toContain(`$JS.API.CONSUMER.MSG.NEXT.${stream}.${consumer}"`);
    const nats = podsOf(keda).find(({ name }) => name === 'nats');
    expect(natsServerMonitoringEndpoint).toBe(
      `nats-peers.specline.svc.cluster.local:${portNamed('monitor', nats?.container)}`,
    );
  });

  it('reads the metrics of every service, where the Prometheus operator does', () => {
    const [monitor] = ofKind<{
      spec: { selector: { matchLabels: Record<string, string> }; podMetricsEndpoints: { port: string }[] };
    }>('PodMonitor', withMonitor);
    const pods = podsOf(overlays[0]?.manifests ?? []);
    const seen = pods.filter(({ labels }) => isIn(monitor?.spec.selector.matchLabels, labels));
    expect(seen.map(({ name }) => name).toSorted()).toEqual(services.toSorted());
    for (const { container } of seen)
      expect(portNamed(monitor?.spec.podMetricsEndpoints[0]?.port ?? '', container)).toBe(9464);
  });
});

const portNamed = (wanted: string, container: IContainer | undefined): number | undefined =>
  container?.ports?.find(({ name }) => name === wanted)?.containerPort;

/** A selector without labels would be everything. */
const isIn = (selector: Readonly<Record<string, string>> | undefined, labels: Readonly<Record<string, string>>) =>
  selector !== undefined &&
  Object.keys(selector).length > 0 &&
  Object.entries(selector).every(([name, value]) => labels[name] === value);
