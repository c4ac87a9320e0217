import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { startCommand } from '@specline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProgram } from './program.ts';
import { specline } from './specline.fixture.ts';

const main = join(import.meta.dirname, 'main.ts');

/** A script that prints what each command line may go on with: its words, then a line of dashes. */
const shells: Readonly<Record<string, (lines: readonly string[]) => string>> = {
  bash: (lines) => `
    source <(specline completion bash)
    source <(specline completion bash)
    complete -p specline | grep -q -- '-o default -F _specline specline' || exit 9
    ${lines.map(inBash).join('\n')}`,
  // Its emulation of bash's completion calls the function as a Korn shell would.
  zsh: (lines) => `
    source <(specline completion zsh)
    [[ $_comps[specline] == "_bash_complete -o default -F _specline" ]] || exit 9
    emulate ksh
    ${lines.map(inBash).join('\n')}`,
  fish: (lines) => `
    specline completion fish | source
    ${lines.map((line) => `complete -C ${quoted(line)} | string split -f1 \\t; echo ---`).join('\n')}`,
};

const quoted = (text: string): string => `'${text}'`;

/** As the shell calls it at a Tab. */
function inBash(line: string): string {
  const words = line.split(' ').map(quoted);
  return `COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _specline
    printf '%s\\n' "\${COMPREPLY[@]}"; echo ---`;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'specline-completion-'));
  writeFileSync(join(folder, 'specline'), `#!/bin/sh\nexec ${process.execPath} ${main} "$@"\n`);
  chmodSync(join(folder, 'specline'), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What each line may go on with, in a shell that is really run. */
async function completions(shell: string, lines: readonly string[]): Promise<string[][]> {
  const env = { HOME: folder, PATH: [folder, process.env.PATH ?? ''].join(delimiter) };
  const run = await startCommand(shell, { args: ['-c', (shells[shell] ?? String)(lines)], env, cwd: folder });
  expect({ exitCode: await run.exited, stderr: run.stderr() }).toEqual({ exitCode: 0, stderr: '' });
  const answers = run.stdout().split('---\n').slice(0, -1);
  const begun = (index: number): string => lines[index]?.split(' ').at(-1) ?? '';
  return answers.map((answer, index) =>
    answer
      .split('\n')
      // zsh leaves out by itself, later, what does not begin as the word does.
      .filter((word) => word !== '' && (shell !== 'zsh' || word.startsWith(begun(index))))
      .toSorted(),
  );
}

const isThere = (shell: string): Promise<boolean> =>
  startCommand(shell, { args: ['-c', 'exit 0'] }).then(
    async ({ exited }) => (await exited) === 0,
    () => false,
  );

const program = await createProgram();
const names = program.commands.map((command) => command.name());

const table: readonly (readonly [what: string, line: string, words: readonly string[]])[] = [
  ['commands', 'specline ', names],
  ['those that begin so', 'specline comp', ['compile', 'completion']],
  ['commands of a group', 'specline inventory p', ['push', 'patch']],
  ['options', 'specline compile --js', ['--json', '--jsonl']],
  ['options behind others', 'specline submit --wait --nats nats://x --time', ['--timeout']],
  ['options of a command in a group', 'specline inventory list --r', ['--redis']],
  ['values of an option', 'specline outcomes --status ', ['composed', 'failed']],
  ['values of an argument', 'specline completion ', ['bash', 'fish', 'zsh']],
];

describe.each(['bash', 'zsh', 'fish'])('completion in %s', async (shell) => {
  const there = await isThere(shell);

  it.skipIf(!there)('knows commands, options and values', async () => {
    const answers = await completions(
      shell,
      table.map(([, line]) => line),
    );
    expect(table.map(([what], index) => [what, answers[index]])).toEqual(
      table.map(([what, , words]) => [what, words.toSorted()]),
    );
  });

  it.skipIf(!there)('leaves files to the shell', async () => {
    const [behindCommand, behindOption] = await completions(shell, [
      'specline compile ',
      'specline compile --inventory ',
    ]);
    const own = shell === 'fish' ? ['specline'] : [];
    expect([behindCommand, behindOption]).toEqual([own, own]);
  });
});

it('refuses a shell that it does not know', async () => {
  const run = await specline(['completion', 'tcsh']);
  expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  expect(run.stderr).toContain('Allowed choices are bash, zsh, fish.');
});
