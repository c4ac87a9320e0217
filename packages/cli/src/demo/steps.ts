import type { InventoryDocument, Progress } from '@specline/contracts';
import type { Task } from '../compile/bundle.ts';
import type { Composed } from '../compile/result.ts';
import type { Paint } from '../output/paint.ts';

/** The words of the demo, a step each. */
export const steps = (paint: Paint) => {
  const step = (number: number, title: string, text: string): string =>
    `${paint.bold(`${number}. ${title.padEnd(10)}`)} ${text}\n`;
  return {
    pushed: ({ node, ...known }: InventoryDocument, revision: number): string =>
      step(1, 'Inventory', `what ${node.name} knows is pushed: ${countsOf(known)}; it is at revision ${revision}`),
    asked: ({ request: { container } }: Task): string =>
      step(2, 'Request', `a create request for ${container.Name ?? container.Id}, cut into a slice for each kind`),
    workers: step(3, 'Workers', 'each decides its part from its slice and what the node knows'),
    progress: ({ kind, result, durationMs }: Progress): string =>
      `   ${''.padEnd(10)} ${kind.padEnd(12)} ${result} ${paint.dim(`${durationMs.toFixed(1)} ms`)}\n`,
    composed: ({ digest, staging, warnings }: Composed, durationMs: number): string =>
      step(4, 'Outcome', `composed in ${durationMs.toFixed(1)} ms, ${warnings.length} warnings, ${digest}`) +
      `   ${''.padEnd(10)} with a staging plan of ${staging.length} steps for the node's disk\n`,
    spec: step(5, 'Spec', 'for the runtime on the node:'),
  };
};

function countsOf({ images = {}, layers = {}, endpoints = {}, secrets = [] }: Omit<InventoryDocument, 'node'>): string {
  const count = (what: object, word: string): string => {
    const number = Object.keys(what).length;
    return `${number} ${word}${number === 1 ? '' : 's'}`;
  };
  return [count(images, 'image'), count(layers, 'layer'), count(endpoints, 'network'), count(secrets, 'secret')].join(
    ', ',
  );
}
