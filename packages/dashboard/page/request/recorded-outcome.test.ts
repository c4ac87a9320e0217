import { expect, it } from 'vitest';
import { foundIn } from './recorded-outcome.ts';

const refused = (status: number) => foundIn({ problem: { status, code: '', detail: 'why' } });

it('what was composed has its spec to the last digit', () => {
  const text =
    '{"id":"a","status":"composed","node":"n","revision":7,"timings":{"total":3.5,"image":1},"warnings":[],' +
    '"spec":{"iops":18446744073709551615},"digest":"sha256:1","staging":[]}';
  expect(foundIn({ text })).toEqual({
    is: 'recorded',
    outcome: {
      status: 'composed',
      node: 'n',
      revision: '7',
      timings: { total: 3.5, image: 1 },
      errors: [],
      warnings: [],
      spec: { iops: 18446744073709551615n },
      staging: [],
      digest: 'sha256:1',
    },
  });
});

it('what failed has its errors, and no spec', () => {
  const error = { code: 'system', kind: 'image', message: 'no base' };
  const text = JSON.stringify({ status: 'failed', node: 'n', timings: {}, warnings: [], errors: [error] });
  expect(foundIn({ text })).toMatchObject({
    is: 'recorded',
    outcome: { status: 'failed', errors: [error], revision: undefined, spec: undefined, digest: undefined },
  });
});

it.each([
  [404, { is: 'not recorded' }],
  [403, { is: 'refused', detail: 'why' }],
  [0, { is: 'refused', detail: 'why' }],
])('an answer of %i is said to be what it is', (status, found) => {
  expect(refused(status)).toEqual(found);
});
