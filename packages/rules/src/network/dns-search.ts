import type { NetworkSlice } from '@specline/contracts';

/** The container's own search list, else the node's, else none (behaviour: network and DNS). */
export const dnsSearch = ({ dnsSearch: own, nodeDnsSearch }: NetworkSlice): string[] =>
  own.length > 0 ? own : nodeDnsSearch;
