import { thisMachine } from '@specline/testing';
import type { Engine } from './engine.ts';
import { type Environment, succeeds } from './run.ts';

/** What infra/image/from-debian.sh makes, and the services' image that is built from that here. */
const MADE = {
  SPECLINE_TEST_NATS_IMAGE: 'specline-debian',
  SPECLINE_TEST_REDIS_IMAGE: 'specline-debian',
  SPECLINE_NATS_BASE: 'specline-debian',
  SPECLINE_REDIS_IMAGE: 'specline-debian',
  SPECLINE_BASE: 'specline-debian',
  SPECLINE_BUILD_BASE: 'specline-debian-node',
  SPECLINE_IMAGE: 'specline:local',
} as const;

/** Names the images to use: those that the environment names, else made of Debian's packages, else those to pull. */
export async function provideImages(engine: Engine): Promise<Environment> {
  const isNamed = Object.keys(MADE).some((name) => process.env[name] !== undefined);
  if (isNamed || !thisMachine.isRoot() || !thisMachine.hasProgram('apt-get')) return {};
  if (await succeeds('infra/image/from-debian.sh', [], engine.env)) return MADE;
  throw new Error("No image could be made from Debian's packages (see above).");
}

/** Builds the services' image from images that were made here; it needs the network of the machine for that. */
export async function buildServices(env: Environment): Promise<void> {
  const { SPECLINE_IMAGE, SPECLINE_BASE, SPECLINE_BUILD_BASE } = env;
  if (SPECLINE_IMAGE === undefined) return;
  const bases = ['--build-arg', `BASE=${SPECLINE_BASE}`, '--build-arg', `BUILD_BASE=${SPECLINE_BUILD_BASE}`];
  const options = ['--quiet', '--network=host', '--file=infra/image/Dockerfile', `--tag=${SPECLINE_IMAGE}`, ...bases];
  if (!(await succeeds('docker', ['build', ...options, '.'], env))) throw new Error('The image of the services.');
}
