// `npm run -s specline -- ARGS`: installs what is missing, then runs the command line on Node 24.

import { join } from 'node:path';
import { runInForeground } from './foreground.mjs';
import { install, node, root } from './install.mjs';

if (!install()) process.exit(1);

const command = join(root, 'packages', 'cli', 'src', 'main.ts');
process.exitCode = await runInForeground(node, [command, ...process.argv.slice(2)], {
  // npm moves to the package's root; files named by the user are relative to where the user is.
  cwd: process.env.INIT_CWD ?? process.cwd(),
});
