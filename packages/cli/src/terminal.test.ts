import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCommand } from '@specline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePath } from './specline.fixture.ts';

const main = join(import.meta.dirname, 'main.ts');

/** Linux's `script` gives a command a terminal; elsewhere it has other options. */
const hasTerminals = process.platform === 'linux' && existsSync('/usr/bin/script');

describe.skipIf(!hasTerminals)('on a terminal', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'specline-terminal-'));
    const line = JSON.stringify(JSON.parse(readFileSync(samplePath('iis-with-gmsa'), 'utf8')));
    writeFileSync(join(folder, 'bundles.jsonl'), `${line}\n`.repeat(20));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What a terminal shows of a command line in which `specline` is the command. */
  async function shown(commandLine: string, env: Record<string, string> = {}): Promise<string> {
    const text = commandLine.replace('specline', `${process.execPath} ${main}`);
    const run = await startCommand('script', {
      args: ['-qec', text, '/dev/null'],
      env: { TERM: 'xterm-256color', ...env },
      cwd: folder,
    });
    await run.exited;
    return run.stdout();
  }

  it.each([
    ['one line says how many are done, and is taken away', 'specline compile --jsonl < bundles.jsonl > out', true],
    ['there is none where results are seen', 'specline compile --jsonl < bundles.jsonl', false],
    ['there is none by --no-progress', 'specline compile --jsonl --no-progress < bundles.jsonl > out', false],
    ['there is none by --quiet', 'specline compile --jsonl -q < bundles.jsonl > out', false],
    ['there is none in a pipe', 'specline compile --jsonl < bundles.jsonl 2>&1 > out | cat', false],
    ['create has one', 'specline create --jsonl < bundles.jsonl > out', true],
    ['submit has one', 'specline submit --wait --jsonl -o out bundles.jsonl', true],
  ])('%s', async (_title, commandLine, wanted) => {
    const text = await shown(commandLine);
    expect(/\d+ lines done, [\d,]+ a second/.test(text)).toBe(wanted);
    if (wanted) expect(text.endsWith('\r\u001b[2K')).toBe(true);
  });

  it.each([
    ['are there', {}, true],
    ['are off by NO_COLOR', { NO_COLOR: '1' }, false],
  ])('colours %s', async (_title, env, wanted) => {
    const text = await shown(`specline compile ${samplePath('refused-twice')}`, env);
    expect(text).toContain('error');
    expect(text.includes('\u001b[31m')).toBe(wanted);
  });
});
