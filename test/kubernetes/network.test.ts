import { describe, expect, it } from 'vitest';
import { overlays, services } from './estate.ts';
import { reachable } from './reach.ts';

const reading = services.filter((service) => service !== 'resources');
const dns = [...services, 'nats', 'redis'].map((pod) => `${pod} > kubernetes.io/metadata.name=kube-system:53`);

/** All that must be reached; nothing else may be. */
const needed = [
  ...dns,
  ...services.map((service) => `${service} > nats:4222`),
  ...reading.map((service) => `${service} > redis:6379`),
  ...services.map((service) => `specline/reads-metrics=true > ${service}:9464`),
  'specline/asks-gateway=true > gateway:8080',
  'specline/asks-nats=true > nats:4222',
];
const more: Readonly<Record<string, readonly string[]>> = {
  'overlays/large': ['nats > nats:6222'],
  'overlays/keda': ['nats > nats:6222', 'kubernetes.io/metadata.name=keda > nats:8222'],
};

describe('the network policies', () => {
  it.each(overlays)('of $name let through what is needed, and nothing else', ({ name, manifests }) => {
    expect(reachable(manifests)).toEqual([...needed, ...(more[name] ?? [])].toSorted());
  });

  it('are what refuses the rest', () => {
    const [base] = overlays;
    expect(reachable(base?.manifests.filter(({ kind }) => kind !== 'NetworkPolicy') ?? [])).toContain(
      'kubernetes.io/metadata.name=default > redis:6379',
    );
  });
});
