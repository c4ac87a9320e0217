import type { Command, Option } from 'commander';

/** What can be written behind one command. */
export interface Screen {
  /** The command's names, each with a space in front: ` inventory push`; empty for the program itself. */
  readonly path: string;
  readonly commands: readonly Word[];
  /** Values of its first argument, where only these are allowed. */
  readonly values: readonly string[];
  readonly options: readonly CompletedOption[];
}

interface Word {
  readonly word: string;
  readonly description: string;
}

export interface CompletedOption {
  readonly long: string;
  /** Without its dash. */
  readonly short: string | undefined;
  readonly description: string;
  readonly takesValue: boolean;
  /** Absent: any value, which may be a file. */
  readonly choices: readonly string[] | undefined;
}

/** Everything that the command line knows, as its own definition has it. */
export function screensOf(command: Command, path = ''): Screen[] {
  const help = command.createHelp();
  const below = help.visibleCommands(command);
  const screen = {
    path,
    commands: below.map((each) => ({ word: each.name(), description: each.summary() })),
    values: command.registeredArguments[0]?.argChoices ?? [],
    options: help.visibleOptions(command).map(completedOption),
  };
  return [screen, ...below.flatMap((each) => screensOf(each, `${path} ${each.name()}`))];
}

const completedOption = ({ long, short, description, required, optional, argChoices }: Option): CompletedOption => ({
  long: (long ?? '').replace(/^--/, ''),
  short: short?.replace(/^-/, ''),
  description,
  takesValue: required || optional,
  choices: argChoices,
});
