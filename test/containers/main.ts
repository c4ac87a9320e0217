import { parseArgs } from 'node:util';
import { findEngine } from './engine.ts';
import { buildServices, provideImages } from './images.ts';
import { notice } from './notice.ts';
import { type Environment, succeeds } from './run.ts';
import { runSuites } from './suites.ts';

const usage = `npm run test:containers [-- --where-possible]

Runs the tests that use NATS and Redis most closely with these in containers, then the whole system of docker-compose.yml
(npm run test:compose). Uses the container engine that answers; else root on Debian gets one for this run.
To run all tests on containers: SPECLINE_TEST_SERVERS=containers npm test
  --where-possible   where there is no engine, says so and ends with 0
`;

const say = (text: string): void => void process.stdout.write(text);

const { values } = parseArgs({ options: { 'where-possible': { type: 'boolean' }, help: { type: 'boolean' } } });

async function main(): Promise<number> {
  if (values.help === true) {
    say(usage);
    return 0;
  }
  await using engines = new AsyncDisposableStack();
  let env: Environment;
  try {
    const engine = engines.use(await findEngine());
    env = { ...engine.env, ...(await provideImages(engine)) };
  } catch (reason) {
    say(notice('NOT RUN: the tests on containers and the system of docker-compose.yml', (reason as Error).message));
    return values['where-possible'] === true ? 0 : 1;
  }
  return await check(env); // the engine ends when this function does
}

async function check(env: Environment): Promise<number> {
  try {
    await runSuites(env);
    await buildServices(env);
    if (!(await succeeds('node', ['test/compose/main.ts'], env))) throw new Error('docker-compose.yml: see above.');
    return 0;
  } catch (failure) {
    say(notice('FAILED on containers', (failure as Error).message));
    return 1;
  }
}

process.exitCode = await main();
