import { expect, it } from 'vitest';
import { moduleText } from './module-text.ts';

it.each([
  ["import uPlot from 'uplot';\n", "import uPlot from '/u.js';\n"],
  ["import {\n  a,\n  b,\n} from 'uplot';\n", "import {\n  a,\n  b,\n} from '/u.js';\n"],
  ["import { a } from './a.ts';\n", "import { a } from './a.ts';\n"],
  ['const text = "from \'uplot\'";\n', 'const text = "from \'uplot\'";\n'],
])('%j is served as %j', (source, served) => {
  expect(moduleText(source, { uplot: '/u.js' })).toBe(served);
});

it('types are left out, imports of types too', () => {
  const text = moduleText("import type { A } from '@specline/contracts';\nexport const a = (b: A): A => b;\n", {});
  expect(text).not.toContain('contracts');
  expect(text).toMatch(/export const a = \(b +\) +=> b;/);
});

it('a package without an address is an error when the gateway starts, not when somebody looks at the page', () => {
  expect(() => moduleText("import { z } from 'zod';\n", {})).toThrow('the page imports zod');
});
