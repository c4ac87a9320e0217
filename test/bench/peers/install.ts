import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;

/**
 * Makes node_modules here match package-lock.json; the second time it costs a look.
 *
 * @throws Error where the registry cannot be reached.
 */
export function installPeers(): void {
  const lock = join(folder, 'package-lock.json');
  const stamp = join(folder, 'node_modules', '.specline-lockfile');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === readFileSync(lock, 'utf8')) return;
  process.stderr.write(`installing the packages of ${lock}\n`);
  // Their scripts only build native parts that have a twin in JavaScript.
  const command = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', command, { cwd: folder, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`npm ci ended with ${status} in ${folder}; it needs the npm registry`);
  cpSync(lock, stamp);
}
