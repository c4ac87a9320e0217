import { type CreateRequest, compareBytes, type NetworkSlice, type NodeFacts } from '@specline/contracts';

/** What the network worker needs of a request. The reference walks the networks in random order; ours is by bytes. */
export const networkSlice = ({ node: name, container }: CreateRequest, node: NodeFacts): NetworkSlice => ({
  node: name,
  container: container.Id,
  networks: Object.keys(container.NetworkSettings?.Networks ?? {}).sort(compareBytes),
  networkMode: container.HostConfig.NetworkMode ?? '',
  sharedContainer: container.NetworkSharedContainerID ?? '',
  sharedEndpoints: container.SharedEndpointList ?? [],
  dnsSearch: container.HostConfig.DnsSearch ?? [],
  nodeDnsSearch: node.dnsSearch ?? [],
});
