import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One block of commands of the tour, and what the README says that it prints. */
export interface TourStep {
  readonly title: string;
  readonly commands: string;
  /** Absent: the README shows no output. */
  readonly output?: string;
}

export const root = join(import.meta.dirname, '..', '..');

/** The steps of the README's tour: each `sh` block, with the `text` block behind it if there is one. */
export function tourSteps(): TourStep[] {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const tour = /^## A five-minute tour\n(.*?)^## /ms.exec(readme)?.[1] ?? '';
  const steps = tour.matchAll(/^```sh\n(?<commands>.*?)^```\n(?:\n```text\n(?<output>.*?)^```\n)?/gms);
  return [...steps].map(({ groups = {} }) => {
    const { commands = '', output } = groups;
    const title = commands.split('\n')[0] ?? '';
    return output === undefined ? { title, commands } : { title, commands, output };
  });
}

/** Whether an output is what the README shows: line by line, where `…` stands for any text, also for whole lines. */
export function matchesShown(output: string, shown: string): boolean {
  const escaped = shown.trimEnd().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('…', '[^]*?')}\\s*$`).test(output);
}
