import { announceInventoryChange, type Messages } from '@specline/bus';
import { type Subjects, shown, type Wording, wording } from '@specline/contracts';
import type { NodeInventory } from '@specline/inventory';
import type { Mix } from '../mix/generated-mix.ts';

export interface NodesOptions {
  readonly inventory: Pick<NodeInventory, 'push' | 'remove'>;
  readonly messages: Messages;
  readonly subjects: Subjects;
  /** Ends the pushing early; what was pushed is removed all the same. */
  readonly signal: AbortSignal;
}

/** Some of what was pushed could not be removed again. */
class NodesLeftBehind extends Error {
  override readonly name = 'NodesLeftBehind';
  readonly code = 'unavailable';
  readonly words: Wording;

  constructor(nodes: readonly string[], options: ErrorOptions) {
    const words = wording`these nodes of the load are still in the inventory: ${shown(nodes.join(' '))}; remove each with specline inventory remove`;
    super(words.message, options);
    this.words = words;
  }
}

const atATime = 16;

/**
 * Pushes what the nodes of a mix know, uses them, and removes them, whatever happens in between.
 *
 * @throws NodesLeftBehind where that does not succeed.
 */
export async function withNodes<T>(
  { nodeCount, inventoryAt }: Pick<Mix, 'nodeCount' | 'inventoryAt'>,
  options: NodesOptions,
  use: () => Promise<T>,
): Promise<T> {
  const { inventory, signal } = options;
  const pushed: string[] = [];
  try {
    await eachOf(nodeCount, async (index) => {
      if (signal.aborted) return;
      const document = inventoryAt(index);
      pushed.push(document.node.name); // a push that fails may have been done
      const { revision } = await inventory.push(document);
      announce({ node: document.node.name, revision }, options);
    });
    return await use();
  } finally {
    await removeAll(pushed, options);
  }
}

async function removeAll(nodes: readonly string[], options: NodesOptions): Promise<void> {
  const left: string[] = [];
  let cause: unknown;
  await eachOf(nodes.length, async (index) => {
    const node = nodes[index] ?? '';
    try {
      const removed = await options.inventory.remove(node);
      if (removed !== undefined) announce({ node, ...removed, removed: true }, options);
    } catch (error) {
      cause = error;
      left.push(node);
    }
  });
  if (left.length > 0) throw new NodesLeftBehind(left, { cause });
}

const announce = (change: Parameters<typeof announceInventoryChange>[2], { messages, subjects }: NodesOptions): void =>
  announceInventoryChange(messages, subjects, change);

/** Works on each of so many, several at the same time; all have ended when this does. */
async function eachOf(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const workers = Array.from({ length: Math.min(atATime, count) }, async () => {
    while (next < count) await work(next++);
  });
  const ends = await Promise.allSettled(workers);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
