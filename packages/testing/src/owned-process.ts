import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { watch } from './watchdog.ts';

const STOP_TIMEOUT_MS = 10_000;

/** Starts a program that does not outlive this process. */
export async function spawnOwned(
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): Promise<ChildProcess> {
  const child = spawn(program, args, options);
  await once(child, 'spawn');
  watch(child);
  return child;
}

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Sends a signal and resolves to the exit code once the process is gone. */
export async function endWith(child: ChildProcess, signal: NodeJS.Signals): Promise<number> {
  if (!hasEnded(child)) {
    const gone = once(child, 'exit', { signal: AbortSignal.timeout(STOP_TIMEOUT_MS) });
    child.kill('SIGCONT'); // a frozen process would never read the other signal
    child.kill(signal);
    await gone.catch((cause: unknown) => {
      child.kill('SIGKILL');
      throw new Error(`${child.spawnfile} did not end within ${STOP_TIMEOUT_MS} ms of ${signal}`, { cause });
    });
  }
  return exitCodeOf(child);
}

/** As in a shell: a process that died of a signal has 128 and the signal's number. */
export function exitCodeOf(child: ChildProcess): number {
  return child.signalCode === null ? (child.exitCode ?? 1) : 128 + constants.signals[child.signalCode];
}
