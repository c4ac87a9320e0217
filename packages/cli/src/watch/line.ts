import type { Sight } from '@specline/client';
import { encode, type InventoryChange, type Progress, type Summary } from '@specline/contracts';
import type { Paint } from '../output/paint.ts';
import { printable } from '../output/printable.ts';

/** A sight as one JSON line; `type` tells what it is. */
export function jsonLine(sight: Sight, time: Date): string {
  const at = time.toISOString();
  switch (sight.what) {
    case 'event':
      return encode({ time: at, ...sight.event });
    case 'progress':
      return encode({ time: at, type: 'progress', ...sight.progress });
    case 'inventory':
      return encode({ time: at, type: 'inventory', ...sight.change });
  }
}

/** A sight as one readable line: time, what, node, request, then the rest. */
export function readableLine(sight: Sight, time: Date, paint: Paint): string {
  const at = paint.dim(clock(time));
  switch (sight.what) {
    case 'event':
      return line([at, eventWord(sight.event, paint), ...names(sight.event.node, sight.event.id), told(sight.event)]);
    case 'progress':
      return line([at, column(`  ${sight.progress.kind}`, 13), ...progressColumns(sight.progress, paint)]);
    case 'inventory':
      return line([at, column('inventory', 13), name(sight.change.node, 16), changeWords(sight.change)]);
  }
}

const changeWords = ({ revision, removed }: InventoryChange): string =>
  removed ? `removed, revision ${revision}` : `revision ${revision}`;

const line = (columns: readonly string[]): string => columns.join('  ').trimEnd();

function eventWord({ type }: Summary, paint: Paint): string {
  const word = column(type, 13);
  if (type === 'failed') return paint.red(word);
  return type === 'composed' ? paint.green(word) : word;
}

function progressColumns({ node, request, result, durationMs }: Progress, paint: Paint): string[] {
  const outcome = result === 'ok' ? 'ok' : paint.red(result);
  return [...names(node, request), `${outcome} ${milliseconds(durationMs)}`];
}

function told({ type, container, revision, durationMs, errors, warnings = [] }: Summary): string {
  if (type === 'accepted') return `container ${name(container, 0)}`;
  const first = errors?.[0];
  const failure = first === undefined ? [] : [`${first.code} (${first.kind}): ${printable(first.message)}`];
  const at = revision === undefined ? [] : [`revision ${revision}`];
  const count = warnings.length === 0 ? [] : [`${warnings.length} ${warnings.length === 1 ? 'warning' : 'warnings'}`];
  return [milliseconds(durationMs ?? 0), ...at, ...count, ...failure].join(', ');
}

const names = (node: string, request: string): string[] => [name(node, 16), name(request, 16)];

/** Ids may be as long as a digest; their beginning tells them apart. */
const longestName = 24;

function name(text: string, width: number): string {
  const whole = printable(text);
  return column(whole.length > longestName ? `${whole.slice(0, longestName - 1)}…` : whole, width);
}

const column = (text: string, width: number): string => text.padEnd(width);

const milliseconds = (duration: number): string => `${duration.toFixed(1)} ms`;

/** The local time of day with milliseconds. */
const clock = (time: Date): string =>
  `${[time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':')}.${String(time.getMilliseconds()).padStart(3, '0')}`;
