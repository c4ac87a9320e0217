import { describe, expect, it } from 'vitest';
import { areSet, type Filters, filtersIn, fits, noFilters, withFilters } from './filters.ts';
import { newRow, type RequestRow } from './request-row.ts';

const row = (over: Partial<RequestRow> = {}): RequestRow => ({ ...newRow('web-7', 'win-01', 0), ...over });
const failed = row({
  ended: 'failed',
  errors: [{ code: 'not-found', kind: 'image', message: 'no such image' }],
  text: 'web-7 win-01 not-found image no such image',
});

describe('filters', () => {
  it.each<[string, Partial<Filters>, RequestRow, boolean]>([
    ['none', {}, row(), true],
    ['a word', { text: 'WEB' }, row(), true],
    ['a word that is not there', { text: 'db' }, row(), false],
    ['two words, in any order', { text: 'win-01 web' }, row(), true],
    ['two words of which one is not there', { text: 'web db' }, row(), false],
    ['spaces', { text: '  ' }, row(), true],
    ['a word of a message', { text: 'such' }, failed, true],
    ['its node', { node: 'win-01' }, row(), true],
    ['a node that only begins so', { node: 'win-0' }, row(), false],
    ['its state', { state: 'running' }, row(), true],
    ['another state', { state: 'running' }, failed, false],
    ['its code', { code: 'not-found' }, failed, true],
    ['another code', { code: 'system' }, failed, false],
    ['a code of what has not failed', { code: 'not-found' }, row(), false],
    ['one of two', { code: 'not-found', node: 'win-02' }, failed, false],
  ])('%s', (_what, filters, of, shown) => {
    expect(fits(of, { ...noFilters, ...filters }, 0)).toBe(shown);
  });
});

describe('an address', () => {
  it.each<[string, Partial<Filters>]>([
    ['', {}],
    ['q=a+b', { text: 'a b' }],
    ['node=win-01&state=failed&code=not-found', { node: 'win-01', state: 'failed', code: 'not-found' }],
  ])('%s', (query, filters) => {
    expect(filtersIn(new URLSearchParams(query))).toEqual({ ...noFilters, ...filters });
    expect(withFilters(new URLSearchParams(), { ...noFilters, ...filters }).toString()).toBe(query);
  });

  it('keeps what is no filter, and loses filters that are no longer set', () => {
    expect(withFilters(new URLSearchParams('request=a&q=b'), noFilters).toString()).toBe('request=a');
  });

  it('of a state that there is not shows all', () => {
    expect(filtersIn(new URLSearchParams('state=odd'))).toEqual(noFilters);
    expect(areSet(filtersIn(new URLSearchParams('state=odd')))).toBe(false);
  });
});
