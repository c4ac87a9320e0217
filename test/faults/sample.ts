import type { CreateRequest, InventoryDocument } from '@specline/contracts';

const image = 'sha256:1111111111111111111111111111111111111111111111111111111111111111';
const layer = 'sha256:2222222222222222222222222222222222222222222222222222222222222222';

/** A node that has what {@link sampleRequest} needs. */
export const sampleInventory = (over: object = {}): InventoryDocument => ({
  node: {
    name: 'win-01',
    osBuild: 17763,
    cpus: 4,
    dockerRoot: 'C:\\ProgramData\\docker',
    defaultIsolation: 'process',
    lcowSupported: true,
    dnsSearch: ['corp.local'],
  },
  images: { [image]: { os: 'windows', rootfs: { type: 'layers', diff_ids: [layer] } } },
  layers: { [layer]: 'C:\\layers\\base' },
  containers: { c1: { rwLayer: 'C:\\layers\\c1', baseFS: '\\\\?\\Volume{1}' } },
  endpoints: { nat: { driverInfo: { hnsid: 'endpoint-1' } } },
  ...over,
});

/** A create request of a Windows container; parts of it may be anything. */
export const sampleRequest = (over: object = {}, container: object = {}): CreateRequest => ({
  id: 'request-1',
  node: 'win-01',
  container: {
    Id: 'c1',
    Path: 'cmd.exe',
    Args: ['/C', 'echo hello'],
    Image: image,
    Config: { Hostname: 'host', Env: ['A=1'] },
    HostConfig: {},
    NetworkSettings: { Networks: { nat: {} } },
    ...container,
  },
  ...over,
});
