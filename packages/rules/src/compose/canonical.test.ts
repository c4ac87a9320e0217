import type { Spec } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
import { canonicalSpec } from './canonical.ts';
import { onWindows } from './samples.fixture.ts';
import { windowsSpec } from './whole-specs.fixture.ts';

describe('the canonical form', () => {
  test('no white space, integers in decimal, and its SHA-256', () => {
    const memory = { limit: 18446744073709551615n };
    const spec = onWindows({ facts: { resources: { windows: { ...windowsSpec.windows.resources, memory } } } });
    const { text, digest } = canonicalSpec(spec);
    expect(text).toContain('"memory":{"limit":18446744073709551615}');
    expect(text.replace('18446744073709551615', '1')).toBe(JSON.stringify(windowsSpec));
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(canonicalSpec(spec)).toEqual({ text, digest });
  });

  test('is UTF-8', () => {
    // printf '{"hostname":"\303\251"}' | sha256sum
    const spec = { hostname: '\u00e9' } as Spec;
    expect(canonicalSpec(spec).digest).toBe('sha256:058ad20bb22daf7e762894216da2367dc41c9f0b6c054b061d6ade1abcf8e188');
  });
});
