import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installWithApt, startCommand, thisMachine } from '@specline/testing';
import type { Environment } from './run.ts';

const START_TIMEOUT_MS = 60_000;

/** What an engine and its images need, by the Debian package that holds it. */
const PROGRAMS = { 'docker.io': 'dockerd', 'docker-compose': 'docker-compose', mmdebstrap: 'mmdebstrap' } as const;

/** A container engine, and what tells programs where it is. */
export interface Engine extends AsyncDisposable {
  readonly env: Environment;
}

/** The engine that answers on this machine, or else one of our own. @throws Error that says why there is none. */
export async function findEngine(): Promise<Engine> {
  if (await thisMachine.hasContainerEngine()) {
    if (!thisMachine.hasProgram('docker'))
      throw new Error('A container engine answers, but there is no docker command.');
    return { env: {}, [Symbol.asyncDispose]: async () => {} };
  }
  if (!thisMachine.isRoot() || !thisMachine.hasProgram('apt-get'))
    throw new Error('No container engine answers, and only root on Debian can start one here.');
  const missing = Object.entries(PROGRAMS).filter(([, program]) => !thisMachine.hasProgram(program));
  if (missing.length > 0) installWithApt(missing.map(([name]) => name));
  return startEngine();
}

/** Starts an engine with a folder of its own, which goes with it; the machine's firewall is left as it is. */
async function startEngine(): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), 'specline-engine-'));
  const socket = `unix://${join(folder, 'socket')}`;
  const hadBridge = existsSync('/sys/class/net/docker0');
  // With process numbers and mounts of its own nothing of it outlives it, whatever ends it.
  const alone = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const untouched = ['--iptables=false', '--ip-forward=false', '--exec-opt=native.cgroupdriver=cgroupfs'];
  const places = [
    '--data-root',
    join(folder, 'data'),
    '--exec-root',
    join(folder, 'exec'),
    '--pidfile',
    join(folder, 'pid'),
  ];
  const engine = await startCommand('unshare', {
    args: [...alone, 'tini', '-s', '--', 'dockerd', ...untouched, ...places, '--host', socket],
  });
  const end = async (): Promise<void> => {
    await endChild(engine.pid);
    await engine.exited;
    if (!hadBridge) spawnSync('ip', ['link', 'delete', 'docker0'], { stdio: 'ignore' });
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await engine.waitForLine((line) => line.includes('API listen on'), START_TIMEOUT_MS);
  } catch (cause) {
    await end();
    throw new Error(`dockerd does not start here:\n${engine.stderr().split('\n').slice(-8).join('\n')}`, { cause });
  }
  const env = {
    DOCKER_HOST: socket,
    TESTCONTAINERS_RYUK_DISABLED: 'true',
    // The engine is beside us. The library would look for it at the bridge where the machine looks like a container.
    TESTCONTAINERS_HOST_OVERRIDE: '127.0.0.1',
  };
  return { env, [Symbol.asyncDispose]: end };
}

/** Ends what `unshare` has started; it then ends too. Asked itself, it would not pass that on. */
async function endChild(parent: number): Promise<void> {
  const children = await readFile(`/proc/${parent}/task/${parent}/children`, 'utf8').catch(() => '');
  for (const child of children.split(' ').filter((pid) => pid !== '')) process.kill(Number(child), 'SIGTERM');
}
