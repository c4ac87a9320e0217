import { version } from '@specline/contracts';
import { Command } from 'commander';
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

type Add = (program: Command) => void;

/** Where each command is described. It is read when it is wanted: most runs want one of them, and all take a while. */
const groups: readonly (readonly [heading: string, commands: Readonly<Record<string, () => Promise<Add>>>])[] = [
  [
    'Compose specs:',
    {
      compile: async () => (await import('./commands/compile.ts')).addCompile,
      create: async () => (await import('./commands/create.ts')).addCreate,
    },
  ],
  [
    'Order specs, durably:',
    {
      submit: async () => (await import('./commands/submit.ts')).addSubmit,
      outcome: async () => (await import('./commands/outcome.ts')).addOutcome,
      outcomes: async () => (await import('./commands/outcomes.ts')).addOutcomes,
      dead: async () => (await import('./commands/dead.ts')).addDead,
    },
  ],
  ['What nodes know:', { inventory: async () => (await import('./commands/inventory.ts')).addInventory }],
  [
    'Run a system, and look at it:',
    {
      demo: async () => (await import('./commands/demo.ts')).addDemo,
      up: async () => (await import('./commands/up.ts')).addUp,
      watch: async () => (await import('./commands/watch.ts')).addWatch,
      doctor: async () => (await import('./commands/doctor.ts')).addDoctor,
      load: async () => (await import('./commands/load.ts')).addLoad,
    },
  ],
  [
    'Set up:',
    {
      token: async () => (await import('./commands/token.ts')).addToken,
      completion: async () => (await import('./commands/completion.ts')).addCompletion,
    },
  ],
];

const names = groups.flatMap(([, commands]) => Object.keys(commands));

/** Of all commands, those that a line needs: a known one by itself; its script of completion is made of all. */
const isWanted = (name: string, first: string | undefined): boolean =>
  first === undefined || first === 'completion' || !names.includes(first) || name === first;

interface ProgramOptions {
  /** What is wrong with a command line is told as JSON. */
  readonly json?: boolean;
  /** The first word of the command line; absent: every command is there. */
  readonly first?: string | undefined;
}

/** The command line: every command that may be wanted, with its options and examples. */
export async function createProgram({ json = false, first }: ProgramOptions = {}): Promise<Command> {
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
    for (const [name, read] of Object.entries(commands)) if (isWanted(name, first)) (await read())(program);
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
