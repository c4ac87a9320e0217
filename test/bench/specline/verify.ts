import { encode } from '@specline/contracts';
import { compileBundle } from '../../conformance/compile-bundle.ts';
import type { Sample } from '../load/closed-loop.ts';
import { Estate } from '../workload/estate.ts';

const estate = new Estate();

/** @throws Error where a spec is not, byte by byte, what `specline compile` gives. */
export function verifySpecs(samples: readonly Sample[]): void {
  for (const { index, text } of samples) {
    const compiled = compileBundle(encode({ request: estate.request(index), inventory: estate.inventoryFor(index) }));
    if ('errors' in compiled) throw new Error(`request ${index} does not compile: ${compiled.errors[0]?.message}`);
    if (compiled.text !== text) throw new Error(`request ${index} was answered with another spec:\n${text}`);
  }
}
