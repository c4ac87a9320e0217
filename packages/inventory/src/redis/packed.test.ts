import { describe, expect, it } from 'vitest';
import { packed, unpacked } from './packed.ts';
import { credentialsRead, networkRead, nodeRead } from './reads.ts';

const planted = '{"__proto__":{"name":"win-01"}}';
const slice = { node: 'win-01', container: 'c1', networks: ['nat'], sharedContainer: '', sharedEndpoints: [] } as never;

describe('what somebody has put into Redis beside us', () => {
  it.each<[string, () => unknown]>([
    ['a document', () => unpacked(packed(planted))],
    ['the facts of a node', () => nodeRead.answer([planted], 1)],
    ['an endpoint', () => networkRead(slice).answer([planted, planted, planted, planted], 1)],
    [
      'a registry value',
      () => credentialsRead({ files: [], registry: ['a'], configs: [] }).answer([null, planted, planted], 1),
    ],
  ])('%s with a forbidden key is refused', (_what, read) => {
    expect(read).toThrow('__proto__');
  });
});
