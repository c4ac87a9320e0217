import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { startCommand } from '@specline/testing';

const root = join(import.meta.dirname, '..', '..');
const LEFT_OUT = new Set(['node_modules', 'dist', '.git', 'coverage']);

/** A copy of this workspace in which a test may plant what must not be in the real one. */
export interface WorkspaceCopy extends AsyncDisposable {
  /** Writes the files, runs one of the project's tools, takes them back; gives what the tool said. */
  run(tool: string, args: readonly string[], planted: Readonly<Record<string, string>>): Promise<Finding>;
}

interface Finding {
  readonly exitCode: number;
  readonly output: string;
}

/** A tool that hangs is ended. */
const patienceMs = 240_000;

export async function copyWorkspace(): Promise<WorkspaceCopy> {
  const copy = await realpath(await mkdtemp(join(tmpdir(), 'specline-guards-')));
  await cp(root, copy, { recursive: true, filter: (source) => !LEFT_OUT.has(basename(source)) });
  await linkModules('.', copy);
  for (const group of ['packages', 'services']) {
    for (const name of await readdir(join(copy, group))) await linkModules(join(group, name), copy);
  }
  await linkModules('test', copy);
  return {
    run: async (tool, args, planted) => {
      await Promise.all(Object.entries(planted).map(([file, text]) => writeFile(join(copy, file), text)));
      const process = await startCommand(join(root, 'node_modules', '.bin', tool), { args, cwd: copy });
      const hanging = setTimeout(() => void process.kill(), patienceMs);
      const exitCode = await process.exited;
      clearTimeout(hanging);
      await Promise.all(Object.keys(planted).map((file) => takeBack(file, copy)));
      return { exitCode, output: process.stdout() + process.stderr() };
    },
    [Symbol.asyncDispose]: () => rm(copy, { recursive: true }),
  };
}

/** What the original has stands there again; what it has not is gone. */
const takeBack = (file: string, copy: string): Promise<void> =>
  existsSync(join(root, file)) ? cp(join(root, file), join(copy, file)) : rm(join(copy, file));

/** Gives a package of the copy the modules that pnpm gave the original; those of the workspace lead into the copy. */
async function linkModules(folder: string, copy: string): Promise<void> {
  const modules = join(root, folder, 'node_modules');
  if (!existsSync(modules)) return;
  for (const entry of await readdir(modules, { withFileTypes: true })) {
    const isScope = entry.name.startsWith('@');
    const names = isScope
      ? (await readdir(join(modules, entry.name))).map((name) => join(entry.name, name))
      : [entry.name];
    for (const name of names) await link(join(modules, name), join(copy, folder, 'node_modules', name), copy);
  }
}

async function link(original: string, target: string, copy: string): Promise<void> {
  const inWorkspace = relative(await realpath(root), await realpath(original));
  const leadsToPackage = !inWorkspace.includes('node_modules');
  await mkdir(dirname(target), { recursive: true });
  await symlink(leadsToPackage ? join(copy, inWorkspace) : await realpath(original), target);
}
