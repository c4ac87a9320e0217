import type { Outcome } from '@specline/contracts';
import { describe, expect, it } from 'vitest';
import { outcomeEntry, recordedOutcome, summaryOf } from './outcome-entry.ts';

const common = { id: 'r', node: 'win 01\n', profile: 'moby-19.03', warnings: [], timings: { total: 1.5 } };
const failed: Outcome = {
  ...common,
  status: 'failed',
  errors: [
    { code: 'not-found', kind: 'image', message: 'no image SECRET', publicMessage: 'no image [redacted]' },
    { code: 'invalid-parameter', kind: 'credentials', message: 'x' },
    { code: 'not-found', kind: 'network', message: 'y' },
  ],
};
const composed: Outcome = {
  ...common,
  status: 'composed',
  revision: 7,
  spec: { ociVersion: '1.0.1-dev', process: { cwd: '/', user: { uid: 0, gid: 0 } } } as never,
  digest: 'sha256:d',
  staging: [],
};
const recorded = (outcome: Outcome) => ({ outcome, contentDigest: 'abc', container: ' c.1 ', traceparent: '00-t' });

describe('an outcome as it is recorded', () => {
  it.each([
    ['composed', composed],
    ['failed', failed],
  ])('comes back as it was: %s', (_, outcome) => {
    expect(recordedOutcome(outcomeEntry(recorded(outcome)), 'r')).toEqual(recorded(outcome));
  });

  it('has headers from which a list can be made, without secrets and line breaks', () => {
    expect(outcomeEntry(recorded(failed)).headers).toEqual({
      'Specline-Content-Digest': 'abc',
      'Specline-Status': 'failed',
      'Specline-Codes': 'not-found,invalid-parameter',
      'Specline-Node': 'win=2001=0a',
      'Specline-Container': '=20c=2e1=20',
      traceparent: '00-t',
    });
    expect(outcomeEntry(recorded(composed)).headers).not.toHaveProperty('Specline-Codes');
  });

  it.each([
    ['an answer of the broker', { text: '{"stream":"SPECLINE_SUBMIT","seq":1}', headers: {} }],
    ['an outcome that no aggregator recorded', { text: outcomeEntry(recorded(composed)).text, headers: {} }],
    ['the outcome of another id', outcomeEntry(recorded({ ...composed, id: 'other' }))],
  ])('is not %s', (_, entry) => {
    expect(recordedOutcome(entry, 'r')).toBeUndefined();
  });

  it('gives the same public summary whoever reads it', () => {
    const summary = summaryOf(recordedOutcome(outcomeEntry(recorded(failed)), 'r') ?? recorded(composed));
    expect(summary).toEqual(summaryOf(recorded(failed)));
    expect(JSON.stringify(summary)).not.toContain('SECRET');
  });
});
