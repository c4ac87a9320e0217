// Installs what the lockfile names, once; the second time it costs one hash of that file.
// Plain JavaScript on purpose: it runs before Node 24 and TypeScript are there.
// Arguments go to `pnpm install`; they may leave out packages, for an image say.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PNPM = 'pnpm@12.21.0';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node that runs the product: a dependency of it, whatever Node the machine has. */
export const node = join(root, 'node_modules', 'node', 'bin', 'node');

/**
 * Makes node_modules match pnpm-lock.yaml, telling on standard error what it does; false when that failed.
 * @param {string[]} choice
 */
export function install(...choice) {
  const stamp = join(root, 'node_modules', '.specline-lockfile');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .update(choice.join(' '))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(node)) return true;

  process.stderr.write(
    `specline: installing Node 24 and the packages of pnpm-lock.yaml into ${join(root, 'node_modules')} (${PNPM} by npx)\n`,
  );
  if (!runPnpm(choice)) {
    process.stderr.write('specline: the installation failed (see above); it needs the npm registry.\n');
    return false;
  }
  writeFileSync(stamp, wanted);
  return true;
}

/** @param {string[]} choice */
function runPnpm(choice) {
  const env = { ...process.env };
  delete env.NODE_ENV; // "production" would leave out the tools of development without being asked to
  const command = ['--yes', PNPM, 'install', '--frozen-lockfile', '--reporter=append-only', ...choice];
  const { status } = spawnSync('npx', command, {
    cwd: root,
    env,
    stdio: ['ignore', 2, 2], // standard output belongs to the program that is started afterwards
  });
  return status === 0;
}

const isProgram = realpathSync(process.argv[1] ?? '') === fileURLToPath(import.meta.url);
if (isProgram && !install(...process.argv.slice(2))) process.exit(1);
