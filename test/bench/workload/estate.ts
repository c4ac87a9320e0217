import { createHash } from 'node:crypto';
import type { CreateRequest, InventoryDocument } from '@specline/contracts';
import { leanContainer, sampleContainer, sampleInventory } from './sample.ts';

/** How large an estate is. */
export interface EstateOptions {
  readonly nodes?: number;
  /** Containers on each node. */
  readonly containersEach?: number;
  /** What each request has more than others. */
  readonly padding?: Padding;
}

/** Makes requests longer, or as short as they can be. */
type Padding =
  | 'none at all'
  /** Labels travel with the request, and no rule reads them. */
  | { readonly labels: number }
  /** Variables of the environment are in the spec, too. */
  | { readonly environment: number };

/**
 * What is asked for, one request an index; above the number of containers they come again, under other ids.
 *
 * There are so many that within the age of a cache no container is asked for twice: a scheduler asks once a container,
 * and what is kept of a container would flatter us.
 */
export class Estate {
  readonly #nodes: number;
  readonly #ids: readonly string[];
  readonly #container: CreateRequest['container'];

  constructor({ nodes = 20, containersEach = 1_000, padding }: EstateOptions = {}) {
    this.#container = padded(padding);
    this.#nodes = nodes;
    this.#ids = Array.from({ length: nodes * containersEach }, (_, index) => digestOf(`container ${index}`));
  }

  /** A create request of its own container, all by its id, its name and its limits, on one node after the other. */
  request(index: number): CreateRequest & { readonly id: string } {
    const at = index % this.#ids.length;
    const { Config, HostConfig } = this.#container;
    const container = {
      ...this.#container,
      Id: this.#ids[at] ?? '',
      Name: `/shop-web-${at}`,
      Config: { ...Config, Hostname: `shop-web-${at}` },
      HostConfig: { ...HostConfig, Memory: 2 ** 30 + at * 4_096 },
    };
    return { id: `request-${index}`, node: nodeName(at % this.#nodes), container };
  }

  /** What each node knows: its containers, each with endpoints of its own. */
  *inventories(): Generator<InventoryDocument> {
    for (let node = 0; node < this.#nodes; node++) {
      const count = Math.ceil((this.#ids.length - node) / this.#nodes);
      const own = Array.from({ length: count }, (_, at) => this.#ids[node + at * this.#nodes] ?? '');
      yield inventoryOf(node, own);
    }
  }

  /** The same of one request's node, with no container but its own. */
  inventoryFor(index: number): InventoryDocument {
    const at = index % this.#ids.length;
    return inventoryOf(at % this.#nodes, this.#ids.slice(at, at + 1));
  }
}

const entryBytes = 64;

/** A container with so many bytes more, in entries of 64 bytes. */
function padded(padding: Padding | undefined): CreateRequest['container'] {
  if (padding === undefined) return sampleContainer;
  if (padding === 'none at all') return leanContainer;
  const { Config } = sampleContainer;
  if ('labels' in padding) {
    const labels = Object.fromEntries(entries(padding.labels).map((text) => text.split('=') as [string, string]));
    return withConfig({ ...Config, Labels: { ...Config.Labels, ...labels } });
  }
  return withConfig({ ...Config, Env: [...Config.Env, ...entries(padding.environment)] });
}

const withConfig = (config: object): CreateRequest['container'] => ({ ...sampleContainer, Config: config });

const entries = (bytes: number): string[] =>
  Array.from({ length: Math.ceil(bytes / entryBytes) }, (_, at) => `VARIABLE_${at}=`.padEnd(entryBytes - 3, 'value '));

const nodeName = (node: number): string => `win-${String(node).padStart(2, '0')}`;

function inventoryOf(node: number, ids: readonly string[]): InventoryDocument {
  const { node: facts, endpoints = {} } = sampleInventory;
  return {
    ...sampleInventory,
    node: { ...facts, name: nodeName(node) },
    containers: Object.fromEntries(ids.map((id) => [id, containerOf(id)])),
    endpoints: Object.fromEntries(Object.keys(endpoints).map((network) => [network, {}])),
  };
}

function containerOf(id: string) {
  const endpoint = (network: string) => ({ driverInfo: { hnsid: digestOf(`${network} ${id}`).slice(0, 36) } });
  return {
    rwLayer: `C:\\ProgramData\\docker\\windowsfilter\\${id}`,
    baseFS: `\\\\?\\Volume{${id.slice(0, 36)}}`,
    endpoints: { nat: endpoint('nat'), backend: endpoint('backend') },
  };
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
