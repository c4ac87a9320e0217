import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { copyWorkspace, type WorkspaceCopy } from '../layering/workspace-copy.ts';
import type { Guard } from './guard.ts';
import { guards } from './table.ts';

/**
 * `npm run test:guards`: takes away each guard of the threat model, one after the other, in a copy of this workspace, and
 * runs the test that must notice. With words, only guards whose attack, file or test has one.
 *
 * Ends with 1 where a test did not notice, or fails with its guard there.
 */
const root = join(import.meta.dirname, '..', '..');

/** What a test says of a guard that is gone. */
async function verdict(guard: Guard, copy: WorkspaceCopy): Promise<'noticed' | 'NOT NOTICED' | 'no verdict'> {
  const { file, text, without, test } = guard;
  const planted = { [file]: readFileSync(join(root, file), 'utf8').replace(text, () => without) };
  const { output } = await copy.run('vitest', testArguments(test, [guard]), planted);
  // Where nothing ran, as after a mistake in what takes the guard away, nobody has said anything.
  const [, passed, failed] = /^(\d+) passed, (\d+) failed/m.exec(output) ?? [];
  if (Number(failed) > 0) return 'noticed';
  return Number(passed) > 0 ? 'NOT NOTICED' : 'no verdict';
}

/** The tests of a file that are to notice; all of them, where one guard names none. */
function testArguments(test: string, noticed: readonly Guard[]): string[] {
  const titles = noticed.flatMap(({ title }) => title ?? []);
  if (titles.length < noticed.length) return ['run', test];
  const pattern = titles.map((title) => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return ['run', test, '-t', pattern];
}

/** Tests that fail anyhow would notice everything. */
async function checkTest(test: string, noticed: readonly Guard[], copy: WorkspaceCopy): Promise<void> {
  const { exitCode, output } = await copy.run('vitest', testArguments(test, noticed), {});
  if (exitCode === 0) return;
  process.stderr.write(`${output}\n`);
  throw new Error(`${test} fails with its guards there`);
}

const words = process.argv.slice(2);
const isChosen = ({ attack, file, test }: Guard): boolean =>
  words.length === 0 || words.some((word) => `${attack} ${file} ${test}`.includes(word));
const chosen = guards.filter(isChosen);
await using copy = await copyWorkspace();
const byTest = Map.groupBy(chosen, ({ test }) => test);
process.stderr.write(`${chosen.length} guards; first the tests in ${byTest.size} files as they are\n`);
for (const [test, noticed] of byTest) await checkTest(test, noticed, copy);
let survivors = 0;
for (const guard of chosen) {
  const said = await verdict(guard, copy);
  if (said !== 'noticed') survivors += 1;
  process.stdout.write(`${said.padEnd(12)} ${guard.file}: ${JSON.stringify(guard.text)}\n`);
}
process.stdout.write(`${chosen.length} guards, ${survivors} whose absence no test notices\n`);
process.exitCode = survivors === 0 ? 0 : 1;
