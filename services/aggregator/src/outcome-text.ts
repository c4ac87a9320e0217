import { encode, forCaller, type Outcome } from '@specline/contracts';
import { canonicalSpec } from '@specline/rules';

/** An outcome as its caller gets it, in JSON. */
export const outcomeText = (outcome: Outcome): string => recordedText(forCaller(outcome));

/** An outcome with all its members, in JSON. The spec in it is the text of which its digest is, not written anew. */
export function recordedText(outcome: Outcome): string {
  if (outcome.status === 'failed') return encode(outcome);
  const { spec, digest, staging, warnings, timings, ...front } = outcome;
  const back = encode({ digest, staging, warnings, timings });
  return `${encode(front).slice(0, -1)},"spec":${canonicalSpec(spec).text},${back.slice(1)}`;
}
