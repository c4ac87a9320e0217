import { encodeToken } from '@specline/contracts';

/**
 * Where a node is kept. The two keys of its own have one hash tag:
 *
 * - `specline:{<node>}:inventory`: a hash with all of the node, below the names of {@link field}.
 *   One key is read and replaced atomically by nature.
 * - `specline:{<node>}:revision`: the last revision given out, which outlives the hash.
 *
 * All nodes share one key more, which is written in one transaction with the hash; in a Redis Cluster that would
 * have to be apart:
 *
 * - `specline:nodes`: a sorted set of the names, all with score 0, so that it is in their byte order.
 */
export const keysOf = (prefix: string, node: string) => ({
  inventory: `${prefix}:{${encodeToken(node)}}:inventory`,
  revision: `${prefix}:{${encodeToken(node)}}:revision`,
  nodes: nodesKey(prefix),
});

export const nodesKey = (prefix: string): string => `${prefix}:nodes`;

export type Keys = ReturnType<typeof keysOf>;

/** The names in a node's hash. Most are derived from `document`, so that each read fetches what it needs. */
export const field = {
  revision: 'revision',
  /** When the revision was given out, in milliseconds since 1970 of the server's clock. */
  changed: 'changed',
  /** The pushed document itself, as compressed JSON. */
  document: 'document',
  /** The node's facts, as JSON. */
  node: 'node',
  /** OS, rootfs type and chain ids, as JSON. */
  image: (id: string) => `image:${id}`,
  /** The name of the image's field. */
  reference: (name: string) => `reference:${name}`,
  /** The folder. image-read.ts makes the same name in Lua. */
  layer: (chainId: string) => `layer:${chainId}`,
  /** Layer and base filesystem, as JSON. */
  container: (id: string) => `container:${id}`,
  /** There where the container lists its own endpoints, with an empty text. */
  ownEndpoints: (container: string) => `own-endpoints:${container}`,
  /** One of them, as JSON. The length keeps `a` in `bc` apart from `ab` in `c`. */
  endpoint: (container: string, network: string) => `endpoint:${container.length}:${container}${network}`,
  /** The node's endpoint in a network, as JSON. */
  network: (name: string) => `network:${name}`,
  /** Contents of a credential spec file, below its folded name. */
  file: (key: string) => `file:${key}`,
  /** A registry value, as JSON, below its folded name. */
  registryValue: (key: string) => `registry-value:${key}`,
  /** There where the registry key does not exist, with an empty text. */
  noRegistry: 'no-registry',
  /** There where the node's agent holds it, with an empty text: who mounts a config need not fetch it. */
  secret: (id: string) => `secret:${id}`,
  config: (id: string) => `config:${id}`,
  configText: (id: string) => `config-text:${id}`,
} as const;
