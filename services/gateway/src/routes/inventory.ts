import { announceInventoryChange } from '@specline/bus';
import {
  type InvalidRequest,
  type InventoryChange,
  type InventoryDocument,
  invalidField,
  inventoryChangeSchema,
  inventoryDocumentSchema,
  inventoryPatchSchema,
  nodeFactsSchema,
  validate,
} from '@specline/contracts';
import { NodeNotFound, withoutSecrets } from '@specline/inventory';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Gateway } from '../gateway.ts';
import { sightOf } from '../http/caller.ts';
import type { Route } from '../route.ts';

const url = '/v1/nodes/:node/inventory';
const parametersSchema = z.strictObject({ node: nodeFactsSchema.shape.name });

const redacted = '[redacted]';

/** What was read without the right to secrets, and put back, would replace them by our mark. */
const isRedacted = ({ credentialSpecs: { files = {}, registry } = {}, configs = {} }: InventoryDocument): boolean =>
  [files, registry ?? {}, configs].some((contents) => Object.values(contents).includes(redacted));

const readWithoutSecrets = (): InvalidRequest =>
  invalidField('inventory', {}, 'was read without the scope secrets and lacks them; send the change as a patch');

const nodeOf = ({ params }: FastifyRequest): string => validate(parametersSchema, params, 'path').node;

/** What one node knows: read, replaced, changed in parts, forgotten. */
export const inventoryRoutes = (gateway: Gateway): readonly Route[] =>
  [reading, replacing, patching, forgetting].map((route) => route(gateway));

const reading = ({ inventory }: Gateway): Route => ({
  method: 'GET',
  url,
  scope: 'read',
  about: { summary: 'What a node knows; its revision is in ETag.', answer: { schema: inventoryDocumentSchema } },
  handler: async (request, reply) => {
    const { revision, document } = await inventory.show(nodeOf(request), { atLeast: 0 });
    reply.header('etag', `"${revision}"`);
    return sightOf(request).secrets ? document : withoutSecrets(document, redacted);
  },
});

const replacing = (gateway: Gateway): Route => ({
  method: 'PUT',
  url,
  scope: 'inventory',
  about: {
    summary: 'Replaces what a node knows.',
    body: inventoryDocumentSchema,
    answer: { schema: inventoryChangeSchema },
  },
  bodyLimit: gateway.settings.maximumInventoryBytes,
  handler: async (request) => {
    const node = nodeOf(request);
    const document = validate(inventoryDocumentSchema, request.body, 'inventory');
    const { name } = document.node;
    if (name !== node) throw invalidField('inventory.node.name', name, 'must be the node of the address');
    if (isRedacted(document)) throw readWithoutSecrets();
    return announced({ node, ...(await gateway.inventory.push(document)) }, gateway);
  },
});

const patching = (gateway: Gateway): Route => ({
  method: 'PATCH',
  url,
  scope: 'inventory',
  about: {
    summary: 'Changes parts of what a node knows.',
    body: inventoryPatchSchema,
    answer: { schema: inventoryChangeSchema },
  },
  bodyLimit: gateway.settings.maximumInventoryBytes,
  handler: async (request) => {
    const node = nodeOf(request);
    const patch = validate(inventoryPatchSchema, request.body, 'patch');
    return announced({ node, ...(await gateway.inventory.patch(node, patch)) }, gateway);
  },
});

const forgetting = (gateway: Gateway): Route => ({
  method: 'DELETE',
  url,
  scope: 'inventory',
  about: { summary: 'Forgets a node.', answer: { schema: inventoryChangeSchema } },
  handler: async (request) => {
    const node = nodeOf(request);
    const removed = await gateway.inventory.remove(node);
    if (removed === undefined) throw new NodeNotFound(node);
    return announced({ node, ...removed, removed: true }, gateway);
  },
});

function announced(change: InventoryChange, { messages, subjects }: Gateway): InventoryChange {
  announceInventoryChange(messages, subjects, change);
  return change;
}
