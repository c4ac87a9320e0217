import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kinds } from '@specline/contracts';
import type { Source } from './sources.ts';

const file = join(import.meta.dirname, '..', 'assets', 'page.html');

/** The page: it names its modules, so that a browser asks for all at once, and the kinds of worker. */
export async function pageText(base: string, sources: readonly Source[]): Promise<string> {
  const links = (relation: string, wanted: string): string =>
    sources
      .filter(({ type }) => type === wanted)
      .map(({ path }) => `<link rel="${relation}" href="${base}${path}">`)
      .join('\n');
  const values: Readonly<Record<string, string>> = {
    base,
    kinds: kinds.join(' '),
    styles: links('stylesheet', 'text/css'),
    preloads: links('modulepreload', 'text/javascript'),
  };
  return (await readFile(file, 'utf8')).replace(/\{\{(\w+)\}\}/g, (_all, name) => values[name] ?? '');
}
