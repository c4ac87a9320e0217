import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core')), 'utf8');

interface Result {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** What axe finds that hinders people, each with the elements that do. */
export async function violationsOf(page: Page): Promise<string[]> {
  // As a debugger does: the page's own policy lets no such script in.
  if (!(await page.evaluate(`'axe' in globalThis`))) await page.evaluate(axe);
  const { violations } = (await page.evaluate(`axe.run({ resultTypes: ['violations'] })`)) as Result;
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
