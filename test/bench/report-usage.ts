import { writeFileSync } from 'node:fs';

// Loaded in front of a program with `--import`: only a process itself can tell how much CPU time it took.
const file = process.env.SPECLINE_USAGE_FILE;
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  if (file !== undefined) writeFileSync(file, JSON.stringify({ user, system, wall: performance.now() * 1_000 }));
});
