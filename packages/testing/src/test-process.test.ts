import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCommand, startProcess } from './test-process.ts';

const program = `
const kept: string[] = Object.keys(process.env).filter((name) => name.startsWith('NATS'));
process.stdout.write('ready ' + process.argv.slice(2).join() + ' ' + kept.join() + '\\n');
process.stderr.write('héllo');
process.on('SIGTERM', () => process.exit(7));
process.stdin.on('data', (data) => process.stdout.write('got ' + data + '\\n'));
setInterval(() => {}, 1000);
`;

describe('startProcess', () => {
  let folder: string;
  let entry: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'specline-process-'));
    await writeFile(join(folder, 'main.ts'), program);
    entry = relative(join(import.meta.dirname, '..', '..', '..'), join(folder, 'main.ts'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('runs TypeScript with only the environment it is given', async () => {
    process.env.NATS_URL = 'nats://of-the-developer';
    await using child = await startProcess(entry, { args: ['a', 'b'], env: { NATS_NAME: 'x' }, stdin: 'input' });

    expect(await child.waitForLine((line) => line.startsWith('ready'))).toBe('ready a,b NATS_NAME');
    expect(await child.waitForLine((line) => line.startsWith('got'))).toBe('got input');
    expect(child.stdout()).toBe('ready a,b NATS_NAME\ngot input\n');
    expect(await child.stop()).toBe(7);
    expect(child.stderr()).toBe('héllo');
  });

  it('tells what was written when a line does not come', async () => {
    await using child = await startProcess(entry);
    await child.waitForLine((line) => line.startsWith('ready'));
    await expect(child.waitForLine(() => false, 1)).rejects.toThrow(/within 1 ms.*ready/s);
    const waiting = expect(child.waitForLine((line) => line === 'never')).rejects.toThrow(/before the process ended/);
    expect(await child.kill()).toBe(137);
    await waiting;
  });

  it('runs commands, and `node` is this Node', async () => {
    const child = await startCommand('node', { args: ['-p', 'process.version'] });
    expect(await child.exited).toBe(0);
    expect(child.stdout().trim()).toBe(process.version);
    await expect(startCommand('no-such-command')).rejects.toThrow(/ENOENT/);
  });
});
