import type { CreateRequest, InventoryDocument } from '@specline/contracts';

/** One task of a service, placed on a node. */
export interface Task {
  readonly id: string;
  readonly node: string;
}

const image = `sha256:${'1'.repeat(64)}`;
const imageOfTheNextRelease = `sha256:${'2'.repeat(64)}`;
const layer = `sha256:${'3'.repeat(64)}`;

/** Spreads the tasks of a service over the nodes, one each in turn. */
export const place = (service: string, count: number, nodes: readonly string[]): Task[] =>
  Array.from({ length: count }, (_, slot) => ({
    id: `${service}.${slot + 1}`,
    node: nodes[slot % nodes.length] ?? '',
  }));

/** What a node knows once the tasks are placed there: a layer and an endpoint for each. */
export const inventoryOf = (node: string, tasks: readonly Task[]): InventoryDocument => ({
  node: {
    name: node,
    osBuild: 17763,
    cpus: 8,
    dockerRoot: 'C:\\ProgramData\\docker',
    defaultIsolation: 'process',
    lcowSupported: false,
  },
  images: { [image]: { os: 'windows', rootfs: { type: 'layers', diff_ids: [layer] } } },
  layers: { [layer]: 'C:\\ProgramData\\docker\\windowsfilter\\base' },
  containers: Object.fromEntries(tasks.filter((task) => task.node === node).map(({ id }) => [id, layerOf(id)])),
  endpoints: { nat: {} },
});

const layerOf = (id: string) => ({
  rwLayer: `C:\\ProgramData\\docker\\windowsfilter\\${id}`,
  baseFS: `\\\\?\\Volume{${id}}`,
  endpoints: { nat: { driverInfo: { hnsid: `endpoint-of-${id}` } } },
});

/** The order for a task's spec. Each hundredth task is of a release whose image no node has pulled yet. */
export const requestFor = ({ id, node }: Task, slot: number): CreateRequest => ({
  id,
  node,
  container: {
    Id: id,
    Name: `/${id}`,
    Path: 'web.exe',
    Args: ['--slot', String(slot)],
    Image: slot % 100 === 99 ? imageOfTheNextRelease : image,
    Config: { Hostname: id, Env: [`SLOT=${slot}`] },
    HostConfig: { NanoCpus: 2_000_000_000, Memory: 512 * 1024 * 1024 },
    NetworkSettings: { Networks: { nat: {} } },
  },
});
