import { describe, expect, test } from 'vitest';
import { dnsSearch } from './dns-search.ts';

const slice = {
  node: 'win-01',
  container: 'c1',
  networks: [],
  networkMode: '',
  sharedContainer: '',
  sharedEndpoints: [],
};

describe('DNS search list: the container\u2019s, else the node\u2019s, else none', () => {
  test.each([
    { why: 'none', own: [], node: [], list: [] },
    { why: 'the node\u2019s', own: [], node: ['corp.local'], list: ['corp.local'] },
    { why: 'the container\u2019s', own: ['a', 'b'], node: [], list: ['a', 'b'] },
    { why: 'the container\u2019s alone, never both', own: ['a'], node: ['corp.local'], list: ['a'] },
    { why: 'a list of an empty text is one', own: [''], node: ['corp.local'], list: [''] },
    { why: 'so is a dot, which elsewhere means none', own: ['.'], node: ['corp.local'], list: ['.'] },
  ])('$why', ({ own, node, list }) => {
    expect(dnsSearch({ ...slice, dnsSearch: own, nodeDnsSearch: node })).toEqual(list);
  });
});
