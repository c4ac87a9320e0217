import { hash } from 'node:crypto';
import { encode, type Spec } from '@specline/contracts';

interface CanonicalSpec {
  readonly text: string;
  readonly digest: string;
}

/** To write a spec takes as long as to compose it; its text is wanted for its digest, then for its outcome. */
const known = new WeakMap<Spec, CanonicalSpec>();

/** A spec's canonical text and its SHA-256: no white space, members in the order in which they were composed. */
export function canonicalSpec(spec: Spec): CanonicalSpec {
  const before = known.get(spec);
  if (before !== undefined) return before;
  const text = encode(spec);
  const canonical = { text, digest: `sha256:${hash('sha256', text)}` };
  known.set(spec, canonical);
  return canonical;
}
