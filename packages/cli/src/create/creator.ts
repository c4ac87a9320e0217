import type { Messages } from '@specline/bus';
import {
  type CreateRequest,
  encode,
  type InvalidRequest,
  type InventoryDocument,
  invalidField,
  type Subjects,
} from '@specline/contracts';
import { type NodeInventory, NodeTurns } from '@specline/inventory';
import { type Result, withWarnings } from '../compile/result.ts';
import { pushInventory } from '../system/change-inventory.ts';
import type { Asked } from './asked.ts';

import { failedBy, resultOf } from './outcome.ts';

export interface CreatorOptions {
  readonly messages: Messages;
  /** Absent: not known where it is, so that only requests without inventory can be sent. */
  readonly inventory: NodeInventory | undefined;
  readonly subjects: Subjects;
  /** How long a request may take that does not say so itself. */
  readonly timeoutMs: number;
}

/** The aggregator itself says when a deadline passes; its answer needs time to arrive. */
const graceMs = 1_000;

/** Asks a system for specs. */
export class Creator {
  readonly #options: CreatorOptions;
  readonly #turns = new NodeTurns();

  constructor(options: CreatorOptions) {
    this.#options = options;
  }

  /** Asks for one spec, after its inventory is pushed where there is one. Never throws. */
  async create({ request, inventory, warnings }: Asked): Promise<Result> {
    try {
      const result = await (inventory === undefined ? this.#ask(request) : this.#pushAndAsk(request, inventory));
      return withWarnings(warnings, result);
    } catch (error) {
      return failedBy(error);
    }
  }

  /** A node has one inventory, so that bundles of one node wait for each other. */
  #pushAndAsk(request: CreateRequest, document: InventoryDocument): Promise<Result> {
    const { inventory, ...bus } = this.#options;
    if (inventory === undefined) throw nowhereToPush();
    return this.#turns.run(request.node, async () => {
      const { revision } = await pushInventory(document, { inventory, ...bus });
      return this.#ask({ ...request, minInventoryRevision: revision });
    });
  }

  async #ask(request: CreateRequest): Promise<Result> {
    const { messages, subjects, timeoutMs } = this.#options;
    const { deadlineMs = timeoutMs } = request;
    const text = encode({ ...request, deadlineMs });
    const { text: answer } = await messages.request(subjects.create, text, { timeoutMs: deadlineMs + graceMs });
    return resultOf(answer);
  }
}

/** The inventory of a system on NATS is in its Redis. */
const nowhereToPush = (): InvalidRequest =>
  invalidField('bundle.inventory', {}, 'it is pushed to the Redis of the system; say with --redis where that is');
