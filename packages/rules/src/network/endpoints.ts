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
  slice.networks.forEach((network, index) => addEndpoint(found, network, known.endpoints[index] ?? null));
  return found;
}

function addEndpoint(found: OwnEndpoints, network: string, endpoint: Endpoint | null): void {
  const field = `container.NetworkSettings.Networks[${JSON.stringify(network)}]`;
  const unresolved = (reason: string): void => {
    const words = wording`network ${shown(network)} is left out: ${shown(reason)}`;
    found.warnings.push(warning('network-not-resolved', words, { field }));
  };
  if (endpoint === null) return unresolved('the node has no such network');
  if (endpoint.driverInfo === undefined) return unresolved('the container has no endpoint in it');
  if (endpoint.driverInfo === null) return unresolved('its endpoint has no readable driver info');
  const info = driverInfo(endpoint.driverInfo);
  const faults = info.faults.map((words) => problem('network-endpoints', 'invalid-parameter', words, { field }));
  found.errors.push(...faults);
  if (info.gateway !== undefined) found.gateway = info.gateway;
  if (info.endpoint !== undefined) found.endpoints.push(info.endpoint);
  else if (faults.length === 0) unresolved('its endpoint has no HNS id');
  found.allowUnqualifiedDnsQuery ||= info.allowUnqualifiedDnsQuery;
  if (info.setByFalse) found.warnings.push(setByFalse(network, field));
}

const setByFalse = (network: string, field: string): PartialWarning =>
  warning(
    'flag-set-by-false',
    wording`AllowUnqualifiedDNSQuery of network ${shown(network)} is false, and any value sets it`,
    { field },
  );
