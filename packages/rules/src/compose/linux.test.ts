import { describe, expect, test } from 'vitest';
import { onLinux } from './samples.fixture.ts';
import { linuxSpec } from './whole-specs.fixture.ts';

describe('the Linux section', () => {
  test('the container\u2019s device rules replace the defaults, also by none', () => {
    expect(onLinux({ facts: { resources: { deviceCgroupRules: [] } } })).toEqual({
      ...linuxSpec,
      linux: { ...linuxSpec.linux, resources: {} },
    });
  });
});
