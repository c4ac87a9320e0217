import type { SpecProcess } from '@specline/contracts';
import { escapeArgument } from '@specline/windows';
import { environment } from './environment.ts';
import type { Parts } from './facts.ts';

const defaultDirectory = { windows: 'C:\\', linux: '/' } as const;

/** The process: terminal, user, arguments, environment, directory, capabilities (behaviour: process). */
export function process(parts: Parts): SpecProcess {
  const { Config } = parts.request.container;
  return {
    ...terminal(parts),
    user: Config.User ? { uid: 0, gid: 0, username: Config.User } : { uid: 0, gid: 0 },
    args: args(parts),
    ...env(parts),
    cwd: Config.WorkingDir || defaultDirectory[parts.platform],
    ...capabilities(parts),
  };
}

/** The console's size is written with a terminal only, and then also as 0 by 0. */
function terminal({ request }: Parts): Pick<SpecProcess, 'terminal' | 'consoleSize'> {
  const { Config, HostConfig } = request.container;
  if (Config.Tty !== true) return {};
  const [height = 0, width = 0] = HostConfig.ConsoleSize ?? [];
  return { terminal: true, consoleSize: { height, width } };
}

function args({ request, platform }: Parts): string[] {
  const { Path, Args, Config } = request.container;
  const words = [Path, ...(Args ?? [])];
  return platform === 'windows' && Config.ArgsEscaped !== true ? words.map(escapeArgument) : words;
}

function env({ request, facts }: Parts): Pick<SpecProcess, 'env'> {
  const entries = environment(request.container, facts.image.os);
  return entries.length === 0 ? {} : { env: entries };
}

/** The order of the four lists is that of the specification's struct; empty lists are left out. */
function capabilities({ facts, platform }: Parts): Pick<SpecProcess, 'capabilities'> {
  if (platform === 'windows') return {};
  const list = facts.resources.capabilities;
  if (list.length === 0) return { capabilities: {} };
  return { capabilities: { bounding: list, effective: list, inheritable: list, permitted: list } };
}
