import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What the choice of a provider asks of the machine. */
export interface Machine {
  hasProgram(name: string): boolean;
  hasContainerEngine(): Promise<boolean>;
  isRoot(): boolean;
}

export const thisMachine: Machine = {
  hasProgram: (name) => (process.env.PATH ?? '').split(delimiter).some((folder) => isExecutable(join(folder, name))),
  hasContainerEngine: async () => {
    const { getContainerRuntimeClient } = await import('testcontainers');
    return getContainerRuntimeClient().then(
      () => true,
      () => false,
    );
  },
  isRoot: () => process.getuid?.() === 0,
};

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
