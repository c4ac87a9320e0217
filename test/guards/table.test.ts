import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { guards } from './table.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The rows of the tables of attacks. */
const rows = [...read('docs/threat-model.md').matchAll(/^\| Attack \|.*\n\|[- |]+\n((?:\|.*\n)+)/gm)]
  .flatMap(([, table = '']) => table.trimEnd().split('\n'))
  .map((line) => line.split(' | '))
  .map(([attack = '', , , tests = '']) => ({ attack: attack.replace('| ', ''), tests }));

describe('each line of the threat model', () => {
  it('is read', () => {
    expect(rows.length).toBeGreaterThan(30);
  });

  it.each(rows)('has a guard: $attack', ({ attack }) => {
    expect(guards.filter((guard) => attack.startsWith(guard.attack))).not.toEqual([]);
  });
});

describe.each(guards)('the guard $text of $file', ({ attack, file, text, without, test, title = '' }) => {
  it('is there, once, and can be taken away', () => {
    expect(read(file).split(text)).toHaveLength(2);
    expect(without).not.toBe(text);
  });

  it('is of one line of the threat model, which names its test', () => {
    const its = rows.filter((row) => row.attack.startsWith(attack));
    expect(its).toHaveLength(1);
    expect(its[0]?.tests.includes(test) || its[0]?.tests.includes('the same table')).toBe(true);
    expect(existsSync(join(root, test))).toBe(true);
    expect(title).toBe(title.trim());
  });
});
