import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { copyWorkspace, type WorkspaceCopy } from '../layering/workspace-copy.ts';
import type { Guard } from './guard.ts';
import { guards } from './table.ts';

/**
 * `npm run test:guards`: takes away each guard of the threat model, one after the other, in a copy of this workspace, and
 * runs the test that must notice. With a word, only guards whose attack, file or test has it.
 *
 * Ends with 1 where a test did not notice, or fails with its guard there.
 */
const root = join(import.meta.dirname, '..', '..');

/** What a test says of a guard that is gone. */
async function verdict(guard: Guard, copy: WorkspaceCopy): Promise<'noticed' | 'NOT NOTICED' | 'no verdict'> {
  const { file, text, without, test, title } = guard;
  const planted = { [file]: readFileSync(join(root, file), 'utf8').replace(text, () => without) };
  const { exitCode, output } = await copy.run('vitest', testArguments(test, title), planted);
  if (exitCode === 0) return /[1-9]\d* passed, 0 failed/.test(output) ? 'NOT NOTICED' : 'no verdict';
  return /[1-9]\d* failed/.test(output) ? 'noticed' : 'no verdict';
}

const testArguments = (test: string, title: string | undefined): string[] => [
  'run',
  test,
  ...(title === undefined ? [] : ['-t', title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')]),
];

/** Tests that fail anyhow would notice everything. */
async function checkTest(test: string, copy: WorkspaceCopy): Promise<void> {
  const { exitCode, output } = await copy.run('vitest', ['run', test], {});
  if (exitCode === 0) return;
  process.stderr.write(`${output}\n${test} fails with its guards there.\n`);
  process.exit(1);
}

const [word = ''] = process.argv.slice(2);
const chosen = guards.filter(({ attack, file, test }) => `${attack} ${file} ${test}`.includes(word));
await using copy = await copyWorkspace();
const tests = [...new Set(chosen.map(({ test }) => test))];
process.stderr.write(`${chosen.length} guards; first their ${tests.length} test files as they are\n`);
for (const test of tests) await checkTest(test, copy);
let survivors = 0;
for (const guard of chosen) {
  const said = await verdict(guard, copy);
  if (said !== 'noticed') survivors += 1;
  process.stdout.write(`${said.padEnd(12)} ${guard.file}: ${JSON.stringify(guard.text)}\n`);
}
process.stdout.write(`${chosen.length} guards, ${survivors} whose absence no test notices\n`);
process.exitCode = survivors === 0 ? 0 : 1;
