import {
  type ContainerLayer,
  type CredentialLookups,
  type CredentialsInventory,
  decode,
  type Endpoint,
  type MountsInventory,
  type MountsSlice,
  type NetworkInventory,
  type NetworkSlice,
  type NodeFacts,
} from '@specline/contracts';
import { field } from './layout.ts';

/** The text of a field; null: the hash has no such field. */
export type Text = string | null;

/** A read of one node: which fields of its hash to fetch, in one command, and what they say. */
export interface Read<T> {
  readonly fields: readonly string[];
  /** @param texts one a field, in their order. */
  answer(texts: readonly Text[], revision: number): T;
}

export const nodeRead: Read<{ revision: number; facts: NodeFacts }> = {
  fields: [field.node],
  answer: ([text], revision) => ({ revision, facts: decode(text ?? '') as NodeFacts }),
};

export function mountsRead(slice: MountsSlice): Read<MountsInventory> {
  const secrets = slice.secretReferences.map(({ SecretID }) => SecretID);
  const configs = slice.configReferences.map(({ ConfigID }) => ConfigID);
  return {
    fields: [field.container(slice.container), ...secrets.map(field.secret), ...configs.map(field.config)],
    answer: ([container = null, ...held], revision) => ({
      revision,
      container: layerFrom(container),
      secrets: new Set(secrets.filter((_, index) => held[index] !== null)),
      configs: new Set(configs.filter((_, index) => held[secrets.length + index] !== null)),
    }),
  };
}

/** The rule is that of document/facts.ts: a container that lists its own endpoints has no others. */
export function networkRead({ container, networks }: NetworkSlice): Read<NetworkInventory> {
  return {
    fields: [
      field.ownEndpoints(container),
      ...networks.map((network) => field.endpoint(container, network)),
      ...networks.map(field.network),
    ],
    answer([listed, ...texts], revision) {
      const endpoints = networks.map((_, index) => {
        const onNode = endpointFrom(texts[networks.length + index] ?? null);
        if (listed === null) return onNode;
        return endpointFrom(texts[index] ?? null) ?? (onNode === null ? null : {});
      });
      return { revision, endpoints };
    },
  };
}

export function credentialsRead({ files, registry, configs }: CredentialLookups): Read<CredentialsInventory> {
  return {
    fields: [
      field.noRegistry,
      ...files.map(field.file),
      ...registry.map(field.registryValue),
      ...configs.map(field.configText),
    ],
    answer([noRegistry, ...texts], revision) {
      const values = found(registry, texts.slice(files.length));
      return {
        revision,
        files: found(files, texts),
        registry: noRegistry === null ? new Map([...values].map(([name, text]) => [name, decode(text)])) : null,
        configs: found(configs, texts.slice(files.length + registry.length)),
      };
    },
  };
}

export const layerFrom = (text: Text): ContainerLayer | undefined =>
  text === null ? undefined : (decode(text) as ContainerLayer);

const endpointFrom = (text: Text): Endpoint | null => (text === null ? null : (decode(text) as Endpoint));

/** The names that have a text, with it. */
function found(names: readonly string[], texts: readonly Text[]): Map<string, string> {
  const map = new Map<string, string>();
  names.forEach((name, index) => {
    const text = texts[index] ?? null;
    if (text !== null) map.set(name, text);
  });
  return map;
}
