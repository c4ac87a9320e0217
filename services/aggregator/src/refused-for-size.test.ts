import type { Outcome } from '@specline/contracts';
import { expect, it } from 'vitest';
import { refusedForSize } from './refused-for-size.ts';

const common = { id: 'r', node: 'n', profile: 'moby-19.03', warnings: [], timings: { total: 1 } };
const failed = (message: string): Outcome => ({
  ...common,
  status: 'failed',
  errors: [
    { code: 'invalid-parameter', kind: 'credentials', field: 'f', message, publicMessage: '[redacted]' },
    { code: 'system', kind: 'mounts', message: 'another', publicMessage: 'another' },
  ],
});
const tooLarge = {
  code: 'invalid-request',
  kind: 'request',
  message: 'the outcome takes 9 bytes, the broker accepts 8; make it smaller or raise max_payload',
  publicMessage: expect.any(String),
};

it.each([
  ['of a failure: its first error, then why', 'm', 'm'],
  ['of a long failure: so much of it as is understood', 'x'.repeat(5_000_000), `${'x'.repeat(1_000)}...`],
  ['cut through a surrogate pair', `${'x'.repeat(999)}\u{1f600}`, `${'x'.repeat(999)}\ufffd...`],
])('%s', (_, message, kept) => {
  const first = { code: 'invalid-parameter', kind: 'credentials', field: 'f', message: kept };
  expect(refusedForSize(failed(message), 9, 8)).toEqual({
    ...common,
    status: 'failed',
    errors: [{ ...first, publicMessage: '[redacted]' }, tooLarge],
  });
});

it('of a composition: why', () => {
  const composed: Outcome = { ...common, status: 'composed', revision: 1, spec: {} as never, digest: 'd', staging: [] };
  expect(refusedForSize(composed, 9, 8)).toEqual({ ...common, status: 'failed', errors: [tooLarge] });
});
