import { encode, errorTable, type OutcomeError, type OutcomeWarning, privateEntry } from '@specline/contracts';
import { type Paint, paintFor } from './paint.ts';
import { printable } from './printable.ts';

interface Entries {
  readonly errors: readonly OutcomeError[];
  readonly warnings: readonly OutcomeWarning[];
}

/** More than these are counted, not shown; `--json` has all. */
const shownEntries = 20;

/** Tells errors and warnings on standard error: readable, one block each, or as one JSON object. */
export function report(entries: Entries, { json = false } = {}): void {
  const { errors, warnings } = entries;
  if (errors.length + warnings.length === 0) return;
  if (json)
    process.stderr.write(`${encode({ errors: errors.map(privateEntry), warnings: warnings.map(privateEntry) })}\n`);
  else process.stderr.write(readable(entries, paintFor(process.stderr)));
}

/** The readable form of errors, then warnings. */
function readable({ errors, warnings }: Entries, paint: Paint): string {
  const blocks = [
    ...errors
      .slice(0, shownEntries)
      .map((error) => `${paint.red('error')}: ${block(error, paint)}${page(error, paint)}`),
    ...remainder(errors.length, 'errors'),
    ...warnings.slice(0, shownEntries).map((warning) => `${paint.yellow('warning')}: ${block(warning, paint)}`),
    ...remainder(warnings.length, 'warnings'),
  ];
  return blocks.join('');
}

function block({ code, kind, field, message }: OutcomeError | OutcomeWarning, paint: Paint): string {
  const place = field === undefined ? '' : ` at ${printable(field)}`;
  return `${paint.bold(code)} (${kind})${place}\n  ${printable(message)}\n`;
}

const page = ({ code }: OutcomeError, paint: Paint): string => `  ${paint.dim(`see ${errorTable[code].page}`)}\n`;

const remainder = (count: number, what: string): string[] =>
  count > shownEntries ? [`… and ${count - shownEntries} more ${what}; --json shows all\n`] : [];
