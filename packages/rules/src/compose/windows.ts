import type { NetworkFacts, SpecWindows, WindowsNetwork } from '@specline/contracts';
import type { Parts } from './facts.ts';

/** The Windows section, which Linux containers have too: their node is Windows (behaviour: Windows fields). */
export function windows(parts: Parts): SpecWindows {
  const { facts, platform, isolation } = parts;
  return {
    layerFolders: facts.image.layerFolders,
    ...devices(parts),
    resources: facts.resources[platform],
    ...windowsOnly(parts),
    ...(isolation === 'hyperv' ? { hyperv: {} } : {}),
    network: network(facts.network),
  };
}

function devices({ facts, platform }: Parts): Pick<SpecWindows, 'devices'> {
  const assigned = facts.resources.devices;
  return platform === 'windows' && assigned.length > 0 ? { devices: assigned } : {};
}

/** The boot flag and the credential spec stay unset in Linux containers. */
function windowsOnly({
  request,
  facts,
  platform,
}: Parts): Pick<SpecWindows, 'credentialSpec' | 'ignoreFlushesDuringBoot'> {
  if (platform === 'linux') return {};
  const { credentialSpec } = facts.credentials;
  return {
    ...(credentialSpec === undefined ? {} : { credentialSpec }),
    ...(request.container.HasBeenStartedBefore === true ? {} : { ignoreFlushesDuringBoot: true }),
  };
}

/** Always there, possibly empty; empty members are left out (behaviour: network and DNS). */
const network = (facts: NetworkFacts): WindowsNetwork => ({
  ...(facts.endpoints.length === 0 ? {} : { endpointList: facts.endpoints }),
  ...(facts.allowUnqualifiedDnsQuery ? { allowUnqualifiedDNSQuery: true } : {}),
  ...(facts.dnsSearch.length === 0 ? {} : { DNSSearchList: facts.dnsSearch }),
  ...(facts.sharedContainer === '' ? {} : { networkSharedContainerName: facts.sharedContainer }),
});
