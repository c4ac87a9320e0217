import { existsSync } from 'node:fs';
import { thisMachine } from '@specline/testing';

/** @throws Error saying what this machine lacks to be measured on. */
export function checkPrerequisites(): void {
  const missing = ['nats-server', 'redis-server'].filter((program) => !thisMachine.hasProgram(program));
  if (missing.length > 0) throw new Error(`${missing.join(' and ')} must be on PATH; install them`);
  if (!existsSync('/proc/self/stat')) throw new Error('CPU time is read from /proc, which only Linux has');
}
