import type { NetworkFacts, NetworkInventory, NetworkSlice, Resolution } from '@specline/contracts';
import { dnsSearch } from './dns-search.ts';
import { ownEndpoints } from './endpoints.ts';

/**
 * Decides endpoints, gateway, DNS and a shared network (behaviour: network and DNS).
 *
 * Errors: driver info of a wrong type, which crashes the reference. Warnings: networks without an endpoint.
 */
export function resolveNetwork(slice: NetworkSlice, known: NetworkInventory): Resolution<NetworkFacts> {
  const own = ownEndpoints(slice, known);
  const shared = sharesNetwork(slice.networkMode);
  const gateway = own.gateway === '' ? [] : [own.gateway];
  return {
    facts: {
      endpoints: [...own.endpoints, ...(shared ? slice.sharedEndpoints : []), ...gateway],
      allowUnqualifiedDnsQuery: own.allowUnqualifiedDnsQuery,
      dnsSearch: dnsSearch(slice),
      sharedContainer: shared ? slice.sharedContainer : '',
    },
    errors: own.errors,
    warnings: own.warnings,
  };
}

/** `container:<name>`; the name may be empty, the colon not missing. */
const sharesNetwork = (networkMode: string): boolean => networkMode.startsWith('container:');
