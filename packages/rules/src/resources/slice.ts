import type { Container, CreateRequest, Isolation, Limits, NodeFacts, ResourcesSlice } from '@specline/contracts';

/** What the resources worker needs of a request. */
export function resourcesSlice(request: CreateRequest, node: NodeFacts, isolation: Isolation): ResourcesSlice {
  const { HostConfig: host } = request.container;
  return {
    node: request.node,
    container: request.container.Id,
    isolation,
    osBuild: node.osBuild,
    cpus: node.cpus,
    limits: limitsOf(host),
    devices: (host.Devices ?? []).map(({ PathOnHost }) => PathOnHost),
    privileged: host.Privileged ?? false,
    capAdd: host.CapAdd ?? [],
    capDrop: host.CapDrop ?? [],
    capabilities: host.Capabilities,
    deviceCgroupRules: host.DeviceCgroupRules ?? [],
  };
}

const limitsOf = (host: Container['HostConfig']): Limits => ({
  CpuShares: host.CpuShares ?? 0,
  CpuPercent: host.CpuPercent ?? 0,
  CpuCount: host.CpuCount ?? 0,
  NanoCpus: host.NanoCpus ?? 0,
  Memory: host.Memory ?? 0,
  IOMaximumBandwidth: host.IOMaximumBandwidth ?? 0,
  IOMaximumIOps: host.IOMaximumIOps ?? 0,
});
