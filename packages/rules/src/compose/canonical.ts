import { hash } from 'node:crypto';
import { encode, type Spec } from '@specline/contracts';

/** A spec's canonical text and its SHA-256: no white space, members in the order in which they were composed. */
export function canonicalSpec(spec: Spec): { text: string; digest: string } {
  const text = encode(spec);
  return { text, digest: `sha256:${hash('sha256', text)}` };
}
