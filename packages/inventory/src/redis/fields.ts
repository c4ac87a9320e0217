import { encode, type InventoryDocument } from '@specline/contracts';
import { foldCase, lookupKey } from '@specline/windows';
import { chainIds } from '../document/chain-ids.ts';
import { field } from './layout.ts';

type Fields = Iterable<readonly [name: string, text: string]>;

/** What a node's hash holds beside document and revision: a pure function of the document. */
export function fieldsOf(document: InventoryDocument): Map<string, string> {
  const fields = new Map<string, string>();
  for (const section of sections) {
    for (const [name, text] of section(document)) {
      // Names may meet when they are folded, and images may share a reference: the first counts.
      if (!fields.has(name)) fields.set(name, text);
    }
  }
  return fields;
}

const sections: readonly ((document: InventoryDocument) => Fields)[] = [
  ({ node }) => [[field.node, encode(node)]],
  imageFields,
  containerFields,
  networkFields,
  credentialSpecFields,
  swarmFields,
];

function* imageFields({ images = {}, layers = {} }: InventoryDocument): Fields {
  for (const [id, { os, rootfs, references }] of Object.entries(images)) {
    const name = field.image(id);
    yield [name, encode({ os, rootfsType: rootfs.type, chain: chainIds(rootfs.diff_ids ?? []) })];
    for (const reference of references ?? []) yield [field.reference(reference), name];
  }
  for (const [chainId, folder] of Object.entries(layers)) yield [field.layer(chainId), folder];
}

function* containerFields({ containers = {} }: InventoryDocument): Fields {
  for (const [id, { endpoints, ...layer }] of Object.entries(containers)) {
    yield [field.container(id), encode(layer)];
    if (endpoints === undefined) continue;
    yield [field.ownEndpoints(id), ''];
    for (const [network, endpoint] of Object.entries(endpoints)) {
      if (endpoint !== null) yield [field.endpoint(id, network), encode(endpoint)];
    }
  }
}

/** A network that is null is one that the node does not have. */
function* networkFields({ endpoints = {} }: InventoryDocument): Fields {
  for (const [network, endpoint] of Object.entries(endpoints)) {
    if (endpoint !== null) yield [field.network(network), encode(endpoint)];
  }
}

function* credentialSpecFields({ credentialSpecs = {} }: InventoryDocument): Fields {
  const { files = {}, registry } = credentialSpecs;
  for (const [name, contents] of Object.entries(files)) yield [field.file(lookupKey(name)), contents];
  if (registry === null) yield [field.noRegistry, ''];
  for (const [name, value] of Object.entries(registry ?? {}))
    yield [field.registryValue(foldCase(name)), encode(value)];
}

function* swarmFields({ configs = {}, secrets = [] }: InventoryDocument): Fields {
  for (const [id, contents] of Object.entries(configs)) {
    yield [field.config(id), ''];
    yield [field.configText(id), contents];
  }
  for (const id of secrets) yield [field.secret(id), ''];
}
