import type { OutcomeWarning } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
import { compose } from './compose.ts';
import { changed, linuxSample, specOf, windowsSample } from './samples.fixture.ts';
import { linuxSpec, windowsSpec } from './whole-specs.fixture.ts';

describe('the whole spec', () => {
  test.each([
    { platform: 'Windows', sample: windowsSample, spec: windowsSpec },
    { platform: 'Linux', sample: linuxSample, spec: linuxSpec },
  ])('$platform, its members in the order of the runtime specification', ({ sample, spec }) => {
    expect(specOf(sample)).toEqual(spec);
    expect(JSON.stringify(specOf(sample))).toBe(JSON.stringify(spec));
  });

  test('with its staging plan, and without warnings', () => {
    expect(compose(changed(windowsSample, {}))).toMatchObject({
      staging: windowsSample.facts.mounts.staging,
      warnings: [],
    });
  });
});

describe('what is left out of a composition', () => {
  const input = changed(windowsSample, {});
  const error = { seq: 3, code: 'system', message: 'broken' } as const;
  const warning = { code: 'number-wrapped', field: 'x', message: 'wrapped' } as const;
  const seen: OutcomeWarning = { ...warning, kind: 'resources' };

  test('of a failure: spec and staging', () => {
    const resolutions = {
      ...input.resolutions,
      mounts: { ...input.resolutions.mounts, errors: [error] },
      resources: { ...input.resolutions.resources, warnings: [warning] },
    };
    expect(compose({ ...input, resolutions })).toEqual({
      errors: [{ code: 'system', kind: 'mounts', message: 'broken' }],
      warnings: [seen],
    });
  });

  test('a worker that says neither what it decided nor why not', () => {
    const resolutions = { ...input.resolutions, network: { errors: [], warnings: [] } };
    expect(compose({ ...input, resolutions })).toEqual({
      errors: [
        {
          code: 'unavailable',
          kind: 'compose',
          message: 'a worker answered without facts; ask again',
          publicMessage: 'a worker answered without facts; ask again',
        },
      ],
      warnings: [],
    });
  });

  test('an unsupported platform that no error speaks of', () => {
    expect(compose(changed(windowsSample, { facts: { image: { platform: 'unsupported' } } }))).toMatchObject({
      errors: [{ code: 'unavailable' }],
    });
  });
});
