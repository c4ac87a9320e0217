import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startCommand, type TestProcess } from '@specline/testing';
import { describe, expect, it } from 'vitest';

const foreground = pathToFileURL(join(import.meta.dirname, '..', '..', 'scripts', 'foreground.mjs')).href;

/** Runs a program as `npm run specline` does. */
function run(program: string, stdin = ''): Promise<TestProcess> {
  const wrapper = `
    import { runInForeground } from '${foreground}';
    process.exitCode = await runInForeground(process.execPath, ['-e', process.argv[1]], { cwd: '/' });
  `;
  return startCommand('node', { args: ['--input-type=module', '-e', wrapper, program], stdin });
}

/** Ends with the number of signals that reached it, once the second copy has had the time to. */
const countSignals = `
  let seen = 0;
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => { if (++seen === 1) setTimeout(() => process.exit(seen), 100); });
  setInterval(() => {}, 1000);
  console.log('ready');
`;

describe('a program in the foreground', () => {
  it("has the caller's input and output, and its folder and exit code count", async () => {
    const wrapper = await run(
      "process.stdin.pipe(process.stdout); process.exitCode = process.cwd() === '/' ? 3 : 4",
      'in',
    );
    expect(await wrapper.exited).toBe(3);
    expect(wrapper.stdout()).toBe('in');
    expect(wrapper.stderr()).toBe('');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('gets one %s though npm passes on a copy', async (signal) => {
    await using wrapper = await run(countSignals);
    await wrapper.waitForLine((line) => line === 'ready');
    wrapper.signal(signal);
    wrapper.signal(signal);
    expect(await wrapper.exited).toBe(1);
  });

  it('that dies of a signal ends as in a shell', async () => {
    const wrapper = await run("process.kill(process.pid, 'SIGKILL')");
    expect(await wrapper.exited).toBe(137);
  });
});
