import { Command } from 'commander';
import { addCompile } from './commands/compile.ts';
import { addCreate } from './commands/create.ts';

const after = `
Start here: \`specline demo\`, then \`specline compile --help\`.`;

/** The command line: every command with its options and examples. */
export function createProgram(): Command {
  const program = new Command('specline')
    .description('Turns a container create request into the exact OCI runtime spec for a Windows host.')
    .addHelpText('after', after)
    .configureHelp({ showGlobalOptions: false })
    .exitOverride();
  addCompile(program);
  addCreate(program);
  return program;
}
