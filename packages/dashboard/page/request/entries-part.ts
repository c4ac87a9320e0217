import type { RequestRow } from '../state/request-row.ts';
import { element } from '../view/element.ts';
import type { RecordedOutcome } from './recorded-outcome.ts';

interface Entry {
  readonly code: string;
  readonly kind: string;
  readonly field?: string | undefined;
  readonly message: string;
}

/** Errors and warnings: those of the outcome where it is there, for events have only their public form. */
export function entriesPart(row: RequestRow | undefined, outcome: RecordedOutcome | undefined): HTMLElement[] {
  const errors = outcome?.errors ?? row?.errors ?? [];
  const warnings = outcome?.warnings ?? row?.warnings ?? [];
  if (errors.length + warnings.length === 0) return [element('p', { class: 'note' }, 'No errors, no warnings.')];
  return [...errors.map((error) => entry('error', error)), ...warnings.map((warning) => entry('warning', warning))];
}

const entry = (what: 'error' | 'warning', { code, kind, field, message }: Entry): HTMLElement =>
  element(
    'article',
    { class: what },
    element(
      'p',
      { class: 'head' },
      element('strong', {}, what === 'error' ? codeLink(code) : code),
      element('span', {}, what === 'error' ? kind : `warning of ${kind}`),
    ),
    element('p', { class: 'message' }, message),
    ...(field === undefined ? [] : [element('code', {}, field)]),
  );

const codeLink = (code: string): HTMLElement =>
  element('a', { href: `/docs/errors.md#${code}`, target: '_blank' }, code);
