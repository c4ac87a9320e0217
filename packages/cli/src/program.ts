import { version } from '@specline/bus';
import { Command } from 'commander';
import { addCompile } from './commands/compile.ts';
import { addCreate } from './commands/create.ts';
import { addDead } from './commands/dead.ts';
import { addDemo } from './commands/demo.ts';
import { addInventory } from './commands/inventory.ts';
import { addLoad } from './commands/load.ts';
import { addOutcome } from './commands/outcome.ts';
import { addOutcomes } from './commands/outcomes.ts';
import { addSubmit } from './commands/submit.ts';
import { addToken } from './commands/token.ts';
import { addUp } from './commands/up.ts';
import { addWatch } from './commands/watch.ts';

const after = `
Start here:
  specline demo             see the whole system work, in one process
  specline compile --help   the same answers offline, for one bundle or millions

Each command has --help, with examples. Exit codes: 0 done, 1 refused as the
reference would, 2 unusable input or command line, 3 the system is away.`;

/** The command line: every command with its options and examples. */
export function createProgram(): Command {
  const program = new Command('specline')
    .description('Turns a container create request into the exact OCI runtime spec for a Windows host.')
    .version(version)
    .helpCommand(false)
    .addHelpText('after', after)
    .exitOverride();
  const commands = [addDemo, addCompile, addCreate, addSubmit, addOutcome, addOutcomes, addDead];
  for (const add of [...commands, addUp, addWatch, addInventory, addLoad, addToken]) add(program);
  return program;
}
