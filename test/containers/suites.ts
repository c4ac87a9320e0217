import { startCommand } from '@specline/testing';
import { docker } from '../compose/docker.ts';
import { type Environment, succeeds } from './run.ts';

/** The tests that use a server are those that lead, import by import, to one of these. */
const SERVERS = ['packages/testing/src/nats.ts', 'packages/testing/src/redis.ts'];

/**
 * Of these, what meets a server only by way of our own services, command or client: how those reach it, and what becomes
 * of it, is seen by the tests of the bus, the inventory and the faults.
 */
const LEFT_OUT = [
  'packages/{cli,client}/**',
  'test/{access,dashboard,end-to-end,examples,gateway,kubernetes,layering,load,observability,privacy,processes,readme}/**',
];

/** How the names of the containers begin that the tests start. */
const PREFIX = 'specline-test-';

/** Runs the tests that use a server most closely, with these in containers. @throws Error where none was started, or one is left. */
export async function runSuites(env: Environment): Promise<void> {
  const [since = ''] = docker(['info', '--format', '{{.SystemTime}}'], env);
  const filters = ['--filter=type=container', '--filter=event=create', `--format={{.Actor.Attributes.name}}`];
  await using events = await startCommand('docker', { args: ['events', '--since', since, ...filters], env });

  const excluded = LEFT_OUT.map((files) => `--exclude=${files}`);
  const vitest = ['related', ...SERVERS, '--run', '--passWithNoTests=false', '--maxWorkers=100%', ...excluded];
  const passed = await succeeds('vitest', vitest, { ...env, SPECLINE_TEST_SERVERS: 'containers' });

  const started = events
    .stdout()
    .split('\n')
    .filter((name) => name.startsWith(PREFIX)).length;
  const left = docker(['ps', '--all', `--filter=name=${PREFIX}`, '--format={{.Names}}'], env);
  process.stdout.write(`containers: these tests started ${started} containers and left ${left.length}\n`);
  if (!passed) throw new Error('A test failed on containers.');
  if (started === 0) throw new Error('No test has started a container.');
  if (left.length > 0) throw new Error(`Left behind: ${left.join(', ')}`);
}
