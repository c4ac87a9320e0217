import type { Paint } from '../output/paint.ts';
import { printable } from '../output/printable.ts';
import type { Finding, State } from './finding.ts';

const widest = (findings: readonly Finding[]): number => Math.max(...findings.map(({ check }) => check.length));

/** Findings as a table, each remedy on a line below, and what they come to. */
export function readableFindings(findings: readonly Finding[], paint: Paint): string {
  const width = widest(findings);
  const lines = findings.flatMap(({ check, state, text, remedy }) => [
    `${painted(state, paint)}  ${check.padEnd(width)}  ${printable(text)}`,
    ...(remedy === undefined ? [] : [`${' '.repeat(11 + width)}${paint.bold('->')} ${printable(remedy)}`]),
  ]);
  return `${[...lines, '', verdict(findings, paint)].join('\n')}\n`;
}

function painted(state: State, { green, dim, yellow, red }: Paint): string {
  const style = { ok: green, note: dim, warning: yellow, fault: red, away: red }[state];
  return style(state.padEnd(7));
}

function verdict(findings: readonly Finding[], { green, bold }: Paint): string {
  const count = (state: State): number => findings.filter((finding) => finding.state === state).length;
  const counted = (['away', 'fault', 'warning'] as const)
    .filter((state) => count(state) > 0)
    .map((state) => `${count(state)} ${state}${state === 'away' || count(state) === 1 ? '' : 's'}`);
  return counted.length === 0 ? green('All is well.') : bold(`${counted.join(', ')}.`);
}
