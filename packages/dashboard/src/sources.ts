import { glob, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { moduleText } from './module-text.ts';

/** A file as it is kept, and as it is served. */
export interface Source {
  /** Below the base of all. */
  readonly path: string;
  readonly type: string;
  readonly content: string;
  /** @param base where the browser finds all of them. */
  readonly served: (base: string) => string;
}

const root = join(import.meta.dirname, '..');

/** The packages that the page uses: where each begins, and what of it is served. */
const packages = {
  uplot: { entry: 'uPlot.esm.js', files: ['uPlot.esm.js', 'uPlot.min.css'] },
  'eventsource-parser': { entry: 'index.js', files: ['index.js', 'parse.js', 'errors.js'] },
} as const;

const javaScript = 'text/javascript';
const types: Readonly<Record<string, string>> = { css: 'text/css', svg: 'image/svg+xml', js: javaScript };

/** Everything but the page itself, in a fixed order. */
export async function readSources(): Promise<readonly Source[]> {
  const groups = await Promise.all([modules(), assets(), ...Object.keys(packages).map(vendored)]);
  return groups.flat().toSorted((left, right) => (left.path < right.path ? -1 : 1));
}

async function modules(): Promise<Source[]> {
  const files = await Array.fromAsync(
    glob('page/**/*.ts', { cwd: root, exclude: (name) => /\.(test|d)\.ts$/.test(name) }),
  );
  return Promise.all(
    files.map(async (path) => {
      const content = await readFile(join(root, path), 'utf8');
      return { path, type: javaScript, content, served: (base: string) => moduleText(content, addresses(base)) };
    }),
  );
}

const addresses = (base: string): Record<string, string> =>
  Object.fromEntries(Object.entries(packages).map(([name, { entry }]) => [name, `${base}vendor/${name}/${entry}`]));

async function assets(): Promise<Source[]> {
  const files = await Array.fromAsync(glob('assets/*.{css,svg}', { cwd: root }));
  return Promise.all(files.map((path) => asItIs(path, join(root, path))));
}

async function vendored(name: string): Promise<Source[]> {
  const { files } = packages[name as keyof typeof packages];
  // The main file of each is in the folder of those that are served.
  const folder = dirname(fileURLToPath(import.meta.resolve(name)));
  return Promise.all(files.map((file) => asItIs(`vendor/${name}/${file}`, join(folder, file))));
}

async function asItIs(path: string, file: string): Promise<Source> {
  // Their maps are not served.
  const content = (await readFile(file, 'utf8')).replace(/^\/\/# sourceMappingURL=.*$/m, '');
  return { path, type: types[path.split('.').at(-1) ?? ''] ?? 'text/plain', content, served: () => content };
}
