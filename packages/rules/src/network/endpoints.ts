import {
  type Endpoint,
  type NetworkInventory,
  type NetworkSlice,
  type PartialError,
  type PartialWarning,
  shown,
  wording,
} from '@specline/contracts';
import { problem, warning } from '../problem.ts';
import { driverInfo } from './driver-info.ts';

interface OwnEndpoints {
  endpoints: string[];
  /** Of several gateways the last one counts; empty: none. */
  gateway: string;
  allowUnqualifiedDnsQuery: boolean;
  errors: PartialError[];
  warnings: PartialWarning[];
}

/** The container's endpoints in its own networks. A network that gives none is skipped, with a warning. */
export function ownEndpoints(slice: NetworkSlice, known: NetworkInventory): OwnEndpoints {
  const found: OwnEndpoints = { endpoints: [], gateway: '', allowUnqualifiedDnsQuery: false, errors: [], warnings: [] };
  for (const [index, network] of slice.networks.entries()) {
    const endpoint = known.endpoints[index] ?? null;
    if (endpoint?.driverInfo) addEndpoint(found, network, endpoint.driverInfo);
    else found.warnings.push(unresolved(network, whyNone(endpoint)));
  }
  return found;
}

function addEndpoint(found: OwnEndpoints, network: string, readable: Readonly<Record<string, unknown>>): void {
  const info = driverInfo(readable);
  const place = { field: fieldOf(network) };
  found.errors.push(...info.faults.map((words) => problem('network-endpoints', 'invalid-parameter', words, place)));
  if (info.gateway !== undefined) found.gateway = info.gateway;
  if (info.endpoint !== undefined) found.endpoints.push(info.endpoint);
  else if (info.faults.length === 0) found.warnings.push(unresolved(network, 'its endpoint has no HNS id'));
  found.allowUnqualifiedDnsQuery ||= info.allowUnqualifiedDnsQuery;
  if (info.setByFalse) found.warnings.push(setByFalse(network));
}

function whyNone(endpoint: Endpoint | null): string {
  if (endpoint === null) return 'the node has no such network';
  const listed = endpoint.driverInfo !== undefined;
  return listed ? 'its endpoint has no readable driver info' : 'the container has no endpoint in it';
}

const fieldOf = (network: string): string => `container.NetworkSettings.Networks[${JSON.stringify(network)}]`;

const unresolved = (network: string, reason: string): PartialWarning =>
  warning('network-not-resolved', wording`network ${shown(network)} is left out: ${shown(reason)}`, {
    field: fieldOf(network),
  });

const setByFalse = (network: string): PartialWarning =>
  warning(
    'flag-set-by-false',
    wording`AllowUnqualifiedDNSQuery of network ${shown(network)} is false, and any value sets it`,
    { field: fieldOf(network) },
  );
