import { type ComposedOutcome, encode, forCaller, type Outcome, shown, wording } from '@specline/contracts';
import { describe, expect, it } from 'vitest';
import { outcomeText, recordedText } from './outcome-text.ts';

const composed: ComposedOutcome = {
  id: 'a',
  node: 'n',
  profile: 'moby-19.03',
  revision: 7,
  status: 'composed',
  spec: { ociVersion: '1.0.1-dev', process: { args: ['"spec":', '\u2028'], cwd: '\\' } } as never,
  digest: 'sha256:0',
  staging: [],
  warnings: [{ code: 'ignored-field', kind: 'image', ...wording`hidden ${'secret'}, ${shown('shown')}` } as never],
  timings: { image: 1.5, total: 2 },
};
const failed: Outcome = {
  id: 'a',
  node: 'n',
  profile: 'moby-19.03',
  status: 'failed',
  errors: [{ code: 'not-found', kind: 'image', field: 'container.Image', ...wording`no ${'image'}` }],
  warnings: [],
  timings: {},
};
const large = { ...composed, spec: { windows: { resources: { memory: { limit: 2n ** 63n } } } } as never };

describe('the text of an outcome is that of all its members, as its caller gets them:', () => {
  it.each([
    ['a spec', composed],
    ['a spec with an integer beyond doubles', large],
    ['errors', failed],
  ])('%s', (_, outcome) => {
    expect(outcomeText(outcome)).toBe(encode(forCaller(outcome)));
    expect(recordedText(outcome)).toBe(encode(outcome));
  });
});
