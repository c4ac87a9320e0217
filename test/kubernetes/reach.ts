import type { INetworkPolicy, INetworkPolicyPeer, INetworkPolicyPort } from 'kubernetes-models/networking.k8s.io/v1';
import { ofKind, podsOf } from './estate.ts';
import type { Manifest } from './kustomize.ts';

/** Something that sends or is sent to: a pod of ours, or one elsewhere. */
interface Party {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Absent: it is in our namespace. */
  readonly elsewhere?: Readonly<Record<string, string>>;
}

/** Who else there may be in a cluster: by the labels of its namespace. */
const strangers: readonly Party[] = [
  { 'kubernetes.io/metadata.name': 'default' },
  { 'kubernetes.io/metadata.name': 'kube-system' },
  { 'kubernetes.io/metadata.name': 'keda' },
  { 'specline/asks-gateway': 'true' },
  { 'specline/asks-nats': 'true' },
  { 'specline/reads-metrics': 'true' },
].map((labels) => ({ name: Object.entries(labels).flat().join('='), labels: {}, elsewhere: labels }));

/** Every port of ours, and a few that nobody has. */
const ports = [53, 80, 4222, 6222, 6379, 8080, 8222, 9464];

/** All that may be reached by these policies, as `who > whom:port`, sorted. */
export function reachable(manifests: readonly Manifest[]): string[] {
  const policies = ofKind<INetworkPolicy>('NetworkPolicy', manifests);
  const parties: Party[] = [...podsOf(manifests), ...strangers];
  const pairs = parties.flatMap((from) => parties.map((to) => ({ from, to })));
  return pairs
    .filter(({ from, to }) => from.elsewhere === undefined || to.elsewhere === undefined)
    .flatMap(({ from, to }) =>
      ports
        .filter((port) => mayLeave(policies, from, { to, port }) && mayEnter(policies, to, { from, port }))
        .map((port) => `${from.name} > ${to.name}:${port}`),
    )
    .toSorted();
}

function mayLeave(policies: readonly INetworkPolicy[], from: Party, { to, port }: { to: Party; port: number }) {
  if (from.elsewhere !== undefined) return true;
  const mine = policies.filter((policy) => concerns(policy, from, 'Egress'));
  const rules = mine.flatMap(({ spec }) => spec?.egress ?? []);
  return mine.length === 0 || rules.some((rule) => isOf(rule.to, to) && hasPort(rule.ports, port));
}

function mayEnter(policies: readonly INetworkPolicy[], to: Party, { from, port }: { from: Party; port: number }) {
  if (to.elsewhere !== undefined) return true;
  const mine = policies.filter((policy) => concerns(policy, to, 'Ingress'));
  const rules = mine.flatMap(({ spec }) => spec?.ingress ?? []);
  return mine.length === 0 || rules.some((rule) => isOf(rule.from, from) && hasPort(rule.ports, port));
}

const concerns = ({ spec }: INetworkPolicy, { labels }: Party, type: 'Ingress' | 'Egress'): boolean =>
  (spec?.policyTypes ?? []).includes(type) && fits(spec?.podSelector, labels);

/** No list of peers means everybody. */
const isOf = (peers: readonly INetworkPolicyPeer[] | undefined, { labels, elsewhere }: Party): boolean =>
  peers === undefined ||
  peers.some(({ podSelector, namespaceSelector }) =>
    namespaceSelector === undefined
      ? elsewhere === undefined && fits(podSelector, labels)
      : elsewhere !== undefined && fits(namespaceSelector, elsewhere) && fits(podSelector, labels),
  );

const hasPort = (allowed: readonly INetworkPolicyPort[] | undefined, port: number): boolean =>
  allowed === undefined || allowed.some((each) => each.port === port);

const fits = (
  selector: { readonly matchLabels?: Readonly<Record<string, string>> } | undefined,
  labels: Readonly<Record<string, string>>,
): boolean => Object.entries(selector?.matchLabels ?? {}).every(([name, value]) => labels[name] === value);
