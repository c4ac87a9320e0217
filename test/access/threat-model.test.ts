import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const text = readFileSync(join(root, 'docs', 'threat-model.md'), 'utf8');

/** A test file, and the titles of tests that are quoted behind it. */
const named = [...text.matchAll(/`([\w./-]+\.test\.ts)`((?:,? "[^"]+")*)/g)].map(
  ([, file = '', titles = '']) => [file, [...titles.matchAll(/"([^"]+)"/g)].map(([, title = '']) => title)] as const,
);

it.each(named)('the threat model names what is in %s: %j', (file, titles) => {
  expect(existsSync(join(root, file))).toBe(true);
  const source = readFileSync(join(root, file), 'utf8');
  expect(titles.filter((title) => !source.includes(title))).toEqual([]);
});
