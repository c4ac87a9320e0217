import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const INSTALL = ['install', '--yes', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120'];

/** Installs Debian packages after saying so; leaves none of the services that come with them running. */
export function installWithApt(packages: readonly string[]): void {
  say(`${packages.join(', ')}: missing on this machine. Installing the Debian packages:`);
  run('apt-get', ['update', '-q']);
  const added = newPackages(packages);
  say(`this adds ${added.join(', ')}.`);
  run('apt-get', [...INSTALL, ...packages]);
  // Debian starts a server when it installs one; the tests start their own.
  for (const name of added) stopServices(name);
}

/** All that the installation would add, dependencies too, but not what it would only bring up to date. */
function newPackages(packages: readonly string[]): string[] {
  return matchesIn('apt-get', [...INSTALL, '--simulate', ...packages], /^Inst (\S+) \(/gm);
}

function stopServices(name: string): void {
  if (existsSync('/run/systemd/system')) {
    const units = matchesIn('dpkg', ['--listfiles', name], /\/systemd\/system\/([^@/]+\.(?:service|socket))$/gm);
    if (units.length > 0) run('systemctl', ['disable', '--now', ...units], { mayFail: true });
  } else {
    const scripts = matchesIn('dpkg', ['--listfiles', name], /^\/etc\/init\.d\/([^/]+)$/gm);
    for (const script of scripts) run('service', [script, 'stop'], { mayFail: true });
  }
}

/** What the first group of a pattern finds in a command's output. */
function matchesIn(command: string, args: readonly string[], pattern: RegExp): string[] {
  const { stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return [...stdout.matchAll(pattern)].map(([, found]) => found ?? '');
}

function run(command: string, args: readonly string[], { mayFail = false } = {}): void {
  say(`$ ${command} ${args.join(' ')}`);
  const { status, error } = spawnSync(command, args, {
    // No questions, and no restart of what already runs here.
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_SUSPEND: '1' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0 && !mayFail) throw new Error(`${command} ended with ${status ?? error?.message}`, { cause: error });
}

function say(text: string): void {
  process.stdout.write(`specline tests: ${text}\n`);
}
