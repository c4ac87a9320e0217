import { type Kind, kinds, type PartialError, type PartialWarning, type Resolution } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
import { relevantErrors, relevantWarnings } from './relevant.ts';
import { changed, windowsSample } from './samples.fixture.ts';

const error = (seq: number, message: string, platform?: 'windows' | 'linux'): PartialError => ({
  seq,
  code: 'system',
  message,
  ...(platform === undefined ? {} : { when: { platform } }),
});

const input = changed(windowsSample, {});
const failed = (...errors: PartialError[]): Resolution<never> => ({ errors, warnings: [] });
const warned = (...warnings: PartialWarning[]): Resolution<never> => ({ errors: [], warnings });
const silent = failed();
const nothing = Object.fromEntries(kinds.map((kind) => [kind, silent])) as Record<Kind, typeof silent>;

describe('errors in the reference\u2019s order of evaluation', () => {
  const order = (resolutions: Partial<typeof nothing>, platform?: 'windows' | 'linux' | 'unsupported') =>
    relevantErrors({ ...nothing, ...resolutions }, platform).map(({ message }) => message);

  test('the earliest step first, whoever found it', () => {
    const mounts = failed(error(5, 'links'), error(2, 'secrets'));
    expect(order({ image: failed(error(9, 'layers')), mounts, network: failed(error(4, 'network')) })).toEqual([
      'secrets',
      'network',
      'links',
      'layers',
    ]);
  });

  test('of one step: in the order of the kinds, then as they were found', () => {
    const same = {
      resources: failed(error(1, 'c'), error(1, 'd')),
      image: failed(error(1, 'a')),
      credentials: failed(error(1, 'b')),
    };
    expect(order(same)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('numbers are compared as numbers', () => {
    expect(order({ mounts: failed(error(10, 'late'), error(9, 'early')) })).toEqual(['early', 'late']);
  });

  test.each([
    { platform: 'windows', messages: ['always', 'windows'] },
    { platform: 'linux', messages: ['always', 'linux'] },
    { platform: 'unsupported', messages: ['always'] },
    { platform: undefined, messages: ['always'] },
  ] as const)('those of another platform vanish: $platform', ({ platform, messages }) => {
    const resources = failed(error(1, 'windows', 'windows'), error(1, 'linux', 'linux'), error(0, 'always'));
    expect(order({ resources }, platform)).toEqual(messages);
  });

  test('each says who found it, and keeps its words', () => {
    const whole: PartialError = {
      seq: 1,
      code: 'not-found',
      field: 'f',
      message: 'm',
      publicMessage: 'p',
      when: { platform: 'linux' },
    };
    expect(relevantErrors({ ...nothing, credentials: failed(whole) }, 'linux')).toEqual([
      { code: 'not-found', kind: 'credentials', field: 'f', message: 'm', publicMessage: 'p' },
    ]);
  });
});

describe('warnings', () => {
  const warning = (message: string, platform?: 'windows' | 'linux'): PartialWarning => ({
    code: 'number-wrapped',
    message,
    ...(platform === undefined ? {} : { when: { platform } }),
  });

  test('of the request, then of each kind; those of another platform vanish', () => {
    const odd = changed(windowsSample, { hostConfig: { Isolation: 'hyper-v' } });
    const resolutions = {
      ...nothing,
      resources: warned(warning('resources', 'windows'), warning('never', 'linux')),
      network: warned(warning('network')),
    };
    expect(relevantWarnings({ ...odd, resolutions }, 'windows').map(({ kind, message }) => [kind, message])).toEqual([
      ['request', 'isolation "hyper-v" is unknown and means process'],
      ['network', 'network'],
      ['resources', 'resources'],
    ]);
  });

  test('none', () => {
    expect(relevantWarnings({ ...input, resolutions: nothing }, 'windows')).toEqual([]);
  });
});
