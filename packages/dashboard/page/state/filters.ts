import { type RequestRow, type RowState, rowStates, stateOf } from './request-row.ts';

/** Which requests are shown; an empty text means all. */
export interface Filters {
  readonly text: string;
  readonly node: string;
  readonly state: RowState | '';
  readonly code: string;
}

export const noFilters: Filters = { text: '', node: '', state: '', code: '' };

const names = { text: 'q', node: 'node', state: 'state', code: 'code' } as const;

/** What an address asks for; what it does not know, it leaves out. */
export function filtersIn(query: URLSearchParams): Filters {
  const state = query.get(names.state) ?? '';
  return {
    text: query.get(names.text) ?? '',
    node: query.get(names.node) ?? '',
    state: rowStates.find((known) => known === state) ?? '',
    code: query.get(names.code) ?? '',
  };
}

/** The address of these filters: the other one, but for them. */
export function withFilters(query: URLSearchParams, filters: Filters): URLSearchParams {
  const changed = new URLSearchParams(query);
  for (const [filter, name] of Object.entries(names)) {
    const value = filters[filter as keyof Filters];
    if (value === '') changed.delete(name);
    else changed.set(name, value);
  }
  return changed;
}

/** Whether a request is shown: each word is somewhere in it. */
export function fits(row: RequestRow, { text, node, state, code }: Filters, now: number): boolean {
  if (node !== '' && row.node !== node) return false;
  if (state !== '' && stateOf(row, now) !== state) return false;
  if (code !== '' && !row.errors.some((error) => error.code === code)) return false;
  return text === '' || wordsOf(text).every((word) => row.text.includes(word));
}

const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/);

export const areSet = (filters: Filters): boolean => Object.values(filters).some((value) => value !== '');
