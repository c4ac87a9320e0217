import { Argument, type Command } from 'commander';
import { bashScript } from '../completion/bash.ts';
import { fishScript } from '../completion/fish.ts';
import { type Screen, screensOf } from '../completion/screens.ts';
import { withSink } from '../output/sink.ts';

const after = `
Examples:
  source <(specline completion bash)
  source <(specline completion zsh)
  specline completion fish > ~/.config/fish/completions/specline.fish

The script is made of the commands that there are. It completes the command
\`specline\`; within a checkout, this makes one:
  specline() { npm run -s specline -- "$@"; }

Exit codes:
  0  done
  2  the command line cannot be used`;

const scripts: Readonly<Record<string, (screens: readonly Screen[]) => string>> = {
  bash: bashScript,
  zsh: bashScript,
  fish: fishScript,
};

/** `specline completion`: a script for a shell. */
export function addCompletion(program: Command): void {
  program
    .command('completion')
    .summary('print a script that completes commands in a shell')
    .description('Prints a script that completes commands, options and their values in a shell.')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(scripts)))
    .addHelpText('after', after)
    .action(async (shell: string) => {
      const script = (scripts[shell] ?? bashScript)(screensOf(program));
      await withSink(undefined, (sink) => sink.write(script));
    });
}
