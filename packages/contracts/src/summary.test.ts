import { describe, expect, test } from 'vitest';
import type { Outcome } from './outcome.ts';
import { forCaller, summarize, summarySchema } from './summary.ts';

const warning = {
  code: 'number-wrapped',
  kind: 'resources',
  field: 'container.HostConfig.CpuShares',
  message: 'CpuShares 70000',
} as const;
const words = { publicMessage: 'CpuShares 70000' };
const common = {
  id: 'r1',
  node: 'win-01',
  profile: 'moby-19.03',
  warnings: [{ ...warning, ...words }],
  timings: { total: 12, image: 3 },
};

const failed: Outcome = {
  ...common,
  status: 'failed',
  errors: [
    { code: 'invalid-parameter', kind: 'credentials', message: 'option hunter2', publicMessage: 'option [redacted]' },
    { code: 'system', kind: 'image', field: 'container.Id', message: 'no base', publicMessage: 'no base' },
    { code: 'system', kind: 'image', field: 'container.hunter2', message: 'judged by nobody' },
  ],
};

const composed: Outcome = {
  ...common,
  status: 'composed',
  revision: 7,
  spec: { hunter2: true } as never,
  digest: 'sha256:hunter2',
  staging: [{ step: 'mountRootfs' }],
};

describe('the summary of an outcome', () => {
  test('of a failure: its errors in their public form, and nothing of one that has none', () => {
    expect(summarize(failed, 'c1')).toEqual({
      type: 'failed',
      id: 'r1',
      node: 'win-01',
      container: 'c1',
      durationMs: 12,
      warnings: [warning],
      errors: [
        { code: 'invalid-parameter', kind: 'credentials', message: 'option [redacted]' },
        { code: 'system', kind: 'image', field: 'container.Id', message: 'no base' },
        { code: 'system', kind: 'image', message: '[redacted]' },
      ],
    });
  });

  test('of a composition: neither spec nor digest nor staging', () => {
    expect(summarize(composed, 'c1')).toEqual({
      type: 'composed',
      id: 'r1',
      node: 'win-01',
      container: 'c1',
      revision: 7,
      durationMs: 12,
      warnings: [warning],
    });
  });

  test.each([{ outcome: failed }, { outcome: composed }])(
    'is a summary by its schema: $outcome.status',
    ({ outcome }) => {
      const summary = summarize(outcome, 'c1');
      expect(summarySchema.parse(summary)).toEqual(summary);
      expect(JSON.stringify(summary)).not.toContain('hunter2');
    },
  );
});

describe('a summary stays small', () => {
  const long = 'x'.repeat(1_000_000);
  const error = { code: 'system', kind: 'image', message: long, publicMessage: long } as const;

  test('of a hundred thousand errors it has the first twenty, each shortened', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => ({ ...error, field: `f${index}` }));
    const { errors } = summarize({ ...failed, errors: many }, 'c1');
    expect(errors?.map(({ field }) => field)).toEqual(Array.from({ length: 20 }, (_, index) => `f${index}`));
    expect(errors?.[0]?.message).toBe(`${'x'.repeat(1_000)}...`);
  });

  test('and shows the public form of a field that has one', () => {
    const hidden = { ...error, field: 'request.hunter2', publicField: 'request' };
    expect(summarize({ ...failed, errors: [hidden] }, 'c1').errors).toMatchObject([{ field: 'request' }]);
    expect(forCaller({ ...failed, errors: [hidden] })).toMatchObject({ errors: [{ field: 'request.hunter2' }] });
    expect(JSON.stringify(forCaller({ ...failed, errors: [hidden] }))).not.toContain('publicField');
  });
});

describe('the outcome as its caller gets it', () => {
  test('has whole messages and not their public forms', () => {
    expect(forCaller(failed)).toEqual({
      ...failed,
      warnings: [warning],
      errors: [
        { code: 'invalid-parameter', kind: 'credentials', message: 'option hunter2' },
        { code: 'system', kind: 'image', field: 'container.Id', message: 'no base' },
        { code: 'system', kind: 'image', field: 'container.hunter2', message: 'judged by nobody' },
      ],
    });
    expect(JSON.stringify(forCaller(failed))).not.toContain('publicMessage');
  });

  test('of a composition has all of it', () => {
    expect(forCaller(composed)).toEqual({ ...composed, warnings: [warning] });
  });
});
