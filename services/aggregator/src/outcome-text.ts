import { encode, forCaller, type Outcome } from '@specline/contracts';
import { canonicalSpec } from '@specline/rules';

/** An outcome as its caller gets it, in JSON. The spec in it is the text of which its digest is, not written anew. */
export function outcomeText(outcome: Outcome): string {
  const sent = forCaller(outcome);
  if (sent.status === 'failed') return encode(sent);
  const { spec, digest, staging, warnings, timings, ...front } = sent;
  const back = encode({ digest, staging, warnings, timings });
  return `${encode(front).slice(0, -1)},"spec":${canonicalSpec(spec).text},${back.slice(1)}`;
}
