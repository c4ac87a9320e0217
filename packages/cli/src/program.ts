import { version } from '@specline/bus';
import { Command } from 'commander';
import { addCompile } from './commands/compile.ts';
import { addCompletion } from './commands/completion.ts';
import { addCreate } from './commands/create.ts';
import { addDead } from './commands/dead.ts';
import { addDemo } from './commands/demo.ts';
import { addDoctor } from './commands/doctor.ts';
import { addInventory } from './commands/inventory.ts';
import { addLoad } from './commands/load.ts';
import { addOutcome } from './commands/outcome.ts';
import { addOutcomes } from './commands/outcomes.ts';
import { addSubmit } from './commands/submit.ts';
import { addToken } from './commands/token.ts';
import { addUp } from './commands/up.ts';
import { addWatch } from './commands/watch.ts';
import { report } from './output/report.ts';

const after = `
Start here:
  specline demo             see the whole system work, in one process
  specline compile --help   the same answers offline, for one bundle or millions
  specline doctor --help    what is wrong with a running system, and what to do

Each command has --help, with examples, and so has each of a group:
\`specline inventory push --help\`. Colours are for terminals; NO_COLOR switches
them off, FORCE_COLOR on.

Exit codes:
  0   done
  1   refused as the reference would, not known, or not as it should be
  2   the input or the command line cannot be used
  3   the system is away, too slow or overloaded; the same may work later
  70  a fault of specline`;

const groups: readonly (readonly [heading: string, commands: readonly ((program: Command) => void)[]])[] = [
  ['Compose specs:', [addCompile, addCreate]],
  ['Order specs, durably:', [addSubmit, addOutcome, addOutcomes, addDead]],
  ['What nodes know:', [addInventory]],
  ['Run a system, and look at it:', [addDemo, addUp, addWatch, addDoctor, addLoad]],
  ['Set up:', [addToken, addCompletion]],
];

interface ProgramOptions {
  /** What is wrong with a command line is told as JSON. */
  readonly json?: boolean;
}

/** The command line: every command with its options and examples. */
export function createProgram({ json = false }: ProgramOptions = {}): Command {
  const program = new Command('specline')
    .description('Turns a container create request into the exact OCI runtime spec for a Windows host.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this')
    .helpCommand(false)
    // An option behind a command is that command's: `load compare --json` is not `load --json FILE`.
    .enablePositionalOptions()
    .addHelpText('after', after)
    .exitOverride();
  if (json) program.configureOutput({ outputError: tellAsJson });
  for (const [heading, commands] of groups) {
    program.commandsGroup(heading);
    for (const add of commands) add(program);
  }
  return program;
}

/** Commander's own words, without the frame that they have for people. */
function tellAsJson(text: string): void {
  const message = text
    .replace(/^error: /, '')
    .trim()
    .replaceAll('\n', ' ');
  report({ errors: [{ code: 'invalid-request', kind: 'request', message }], warnings: [] }, { json: true });
}
