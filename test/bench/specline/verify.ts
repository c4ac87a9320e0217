import { encode } from '@specline/contracts';
import { compileBundle } from '../../conformance/compile-bundle.ts';
import type { Sample } from '../load/closed-loop.ts';
import { Estate, type EstateOptions } from '../workload/estate.ts';

/** Tells whether specs are, byte by byte, what `specline compile` gives; throws where one is not. */
export function specVerifier(options: EstateOptions = {}): (samples: readonly Sample[]) => void {
  const estate = new Estate(options);
  return (samples) => {
    for (const { index, text } of samples) {
      const bundle = { request: estate.request(index), inventory: estate.inventoryFor(index) };
      const compiled = compileBundle(encode(bundle));
      if ('errors' in compiled) throw new Error(`request ${index} does not compile: ${compiled.errors[0]?.message}`);
      if (compiled.text !== text) throw new Error(`request ${index} was answered with another spec:\n${text}`);
    }
  };
}
