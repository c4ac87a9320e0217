// Installs what the lockfile names, once; the second time it costs one hash of that file.
// Plain JavaScript on purpose: it runs before Node 24 and TypeScript are there.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PNPM = 'pnpm@12.21.0';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node that runs the product: a development dependency, whatever Node the machine has. */
export const node = join(root, 'node_modules', 'node', 'bin', 'node');

/** Makes node_modules match pnpm-lock.yaml, telling on standard error what it does; false when that failed. */
export function install() {
  const stamp = join(root, 'node_modules', '.specline-lockfile');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(node)) return true;

  process.stderr.write(
    `specline: installing Node 24 and the packages of pnpm-lock.yaml into ${join(root, 'node_modules')} (${PNPM} by npx)\n`,
  );
  if (!runPnpm()) {
    process.stderr.write('specline: the installation failed (see above); it needs the npm registry.\n');
    return false;
  }
  writeFileSync(stamp, wanted);
  return true;
}

function runPnpm() {
  const env = { ...process.env };
  // "production" would leave out the development dependencies, and Node 24 is one of them.
  delete env.NODE_ENV;
  const { status } = spawnSync('npx', ['--yes', PNPM, 'install', '--frozen-lockfile', '--reporter=append-only'], {
    cwd: root,
    env,
    stdio: ['ignore', 2, 2], // standard output belongs to the program that is started afterwards
  });
  return status === 0;
}

const isProgram = realpathSync(process.argv[1] ?? '') === fileURLToPath(import.meta.url);
if (isProgram && !install()) process.exit(1);
