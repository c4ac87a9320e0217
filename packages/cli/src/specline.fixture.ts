import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProcessOptions, startProcess, type TestProcess } from '@specline/testing';

/** How a run of the command ended. */
export interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const entry = 'packages/cli/src/main.ts';
const samples = join(import.meta.dirname, '..', 'samples');

/** Starts the real command as a process of its own. */
export const startSpecline = (args: readonly string[], options: ProcessOptions = {}): Promise<TestProcess> =>
  startProcess(entry, { ...options, args });

/** Runs the real command to its end. */
export async function specline(args: readonly string[], options: ProcessOptions = {}): Promise<Run> {
  const run = await startSpecline(args, options);
  const exitCode = await run.exited;
  return { exitCode, stdout: run.stdout(), stderr: run.stderr() };
}

export const samplePath = (name: string): string => join(samples, `${name}.json`);

// biome-ignore lint/suspicious/noExplicitAny: tests change whatever they want to see refused
export const sample = (name = 'iis-with-gmsa'): any => JSON.parse(readFileSync(samplePath(name), 'utf8'));

/** The lines of a `--jsonl` run. */
// biome-ignore lint/suspicious/noExplicitAny: tests look at what they need
export const resultsOf = ({ stdout }: Run): any[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
