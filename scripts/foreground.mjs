// Runs a program as if it had been typed in: its input, output, signals and exit code are ours.

import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const FORWARDED = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

// On Ctrl-C the terminal signals every process of its group and npm passes its own copy on. The program has a group
// of its own, and what arrives within this time is the same key press.
const SAME_SIGNAL_MS = 500;

/**
 * Resolves to the program's exit code; one that died of a signal gets 128 and its number, as in a shell.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd: string }} options
 * @returns {Promise<number>}
 */
export function runInForeground(program, args, { cwd }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: 'inherit', detached: true });
    for (const signal of FORWARDED)
      process.on(
        signal,
        onceInAWhile(() => child.kill(signal)),
      );
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]));
  });
}

/** @param {() => void} act */
function onceInAWhile(act) {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const now = performance.now();
    if (now - last >= SAME_SIGNAL_MS) act();
    last = now;
  };
}
