import type { InventoryDocument } from '@specline/contracts';
import { chainIds } from '@specline/inventory';
import { hexOf } from './chance.ts';
import { configId, containerId, containersOfEach, credentialSpec, imageId, osOf, secretId } from './names.ts';
import { type Platform, platforms } from './platform.ts';

const dockerRoot = 'C:\\ProgramData\\docker';
const layersOf = { windows: 6, linux: 4 } as const;

/** What a generated node knows: images with as many layers as real ones have, and the containers of all platforms. */
export function inventoryOf(name: string, node: number): InventoryDocument {
  return {
    node: {
      name,
      osBuild: 17_763,
      cpus: 16,
      dockerRoot,
      defaultIsolation: 'process',
      lcowSupported: true,
      dnsSearch: ['corp.example.com'],
    },
    images: Object.fromEntries((['windows', 'lcow'] as const).map((platform) => [imageId(platform), image(platform)])),
    layers: { ...layers('windows'), ...layers('lcow') },
    containers: Object.fromEntries(platforms.flatMap((platform) => containers(platform, node))),
    endpoints: {
      nat: {
        driverInfo: { hnsid: guid(`nat ${node}`), GW_INFO: { hnsid: guid('gateway') }, AllowUnqualifiedDNSQuery: true },
      },
      backend: { driverInfo: { hnsid: guid(`backend ${node}`) } },
    },
    credentialSpecs: { files: { [credentialSpec]: credentials }, registry: {} },
    configs: { [configId]: '{"Load":{"Currency":"EUR"}}' },
    secrets: [secretId],
  };
}

const diffIds = (platform: Platform): string[] =>
  Array.from(
    { length: layersOf[osOf(platform)] },
    (_, layer) => `sha256:${hexOf(`${osOf(platform)} layer ${layer}`, 64)}`,
  );

const image = (platform: Platform) => ({
  os: osOf(platform),
  rootfs: { type: 'layers', diff_ids: diffIds(platform) },
  references: [`registry.example.com/load/${osOf(platform)}:1`],
});

const folderOf = (platform: Platform): string => (platform === 'lcow' ? 'lcow' : 'windowsfilter');

const layers = (platform: Platform): Record<string, string> =>
  Object.fromEntries(
    chainIds(diffIds(platform)).map((chain) => [
      chain,
      `${dockerRoot}\\${folderOf(platform)}\\${hexOf(`folder of ${chain}`, 64)}`,
    ]),
  );

const containers = (platform: Platform, node: number) =>
  Array.from({ length: containersOfEach }, (_, container) => {
    const id = containerId(platform, container, node);
    const baseFS = platform === 'lcow' ? {} : { baseFS: `\\\\?\\Volume{${guid(`volume of ${id}`)}}` };
    return [id, { rwLayer: `${dockerRoot}\\${folderOf(platform)}\\${id}`, ...baseFS }] as const;
  });

const guid = (of: string): string =>
  hexOf(of, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, (_, a, b, c, d) => `${a}-${b}-${c}-${d}-`);

const credentials = JSON.stringify({
  CmsPlugins: ['ActiveDirectory'],
  DomainJoinConfig: {
    Sid: 'S-1-5-21-1-2-3',
    MachineAccountName: 'load-app',
    Guid: guid('domain'),
    DnsTreeName: 'corp.example.com',
    DnsName: 'corp.example.com',
    NetBiosName: 'CORP',
  },
  ActiveDirectoryConfig: { GroupManagedServiceAccounts: [{ Name: 'load-app', Scope: 'CORP' }] },
});
