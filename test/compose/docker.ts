import { spawnSync } from 'node:child_process';

/** The lines that a `docker` command writes. @throws Error where it fails. */
export function docker(args: readonly string[], env: NodeJS.ProcessEnv = {}): string[] {
  const { status, stdout, error } = spawnSync('docker', args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`docker ${args[0]} ended with ${status ?? error?.message}`);
  return stdout.split('\n').filter((line) => line !== '');
}
