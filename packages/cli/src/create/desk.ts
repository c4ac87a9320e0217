import type { Messages } from '@specline/bus';
import {
  type CreateRequest,
  type InvalidRequest,
  type InventoryDocument,
  invalidField,
  type Subjects,
} from '@specline/contracts';
import { type NodeInventory, NodeTurns } from '@specline/inventory';
import { type Refused, type Warned, withWarnings } from '../compile/result.ts';
import { pushInventory } from '../system/change-inventory.ts';
import type { Asked } from './asked.ts';
import { failedBy } from './outcome.ts';

export interface DeskOptions<A> {
  readonly messages: Messages;
  /** Absent: not known where it is, so that only requests without inventory can be sent. */
  readonly inventory: NodeInventory | undefined;
  readonly subjects: Subjects;
  /** Asks the system. */
  readonly ask: (request: CreateRequest) => Promise<A>;
}

/** Takes what a system is asked for to its answer. */
export class Desk<A extends Warned> {
  readonly #options: DeskOptions<A>;
  readonly #turns = new NodeTurns();

  constructor(options: DeskOptions<A>) {
    this.#options = options;
  }

  /** Asks for one spec, after its inventory is pushed where there is one. Never throws. */
  async answer({ request, inventory, warnings }: Asked): Promise<A | Refused> {
    const { ask } = this.#options;
    try {
      const answer = await (inventory === undefined ? ask(request) : this.#pushAndAsk(request, inventory));
      return withWarnings(warnings, answer);
    } catch (error) {
      return failedBy(error);
    }
  }

  /** A node has one inventory, so that bundles of one node wait for each other. */
  #pushAndAsk(request: CreateRequest, document: InventoryDocument): Promise<A> {
    const { inventory, ask, ...bus } = this.#options;
    if (inventory === undefined) throw nowhereToPush();
    return this.#turns.run(request.node, async () => {
      const { revision } = await pushInventory(document, { inventory, ...bus });
      return ask({ ...request, minInventoryRevision: revision });
    });
  }
}

/** The inventory of a system on NATS is in its Redis. */
const nowhereToPush = (): InvalidRequest =>
  invalidField('bundle.inventory', {}, 'it is pushed to the Redis of the system; say with --redis where that is');
