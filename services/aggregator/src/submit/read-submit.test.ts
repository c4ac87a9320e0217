import { contentDigest, encode, requestSchema } from '@specline/contracts';
import { describe, expect, it } from 'vitest';
import { readSubmit } from './read-submit.ts';

const container = { Id: 'c1', Path: 'cmd', Image: 'i', Config: {}, HostConfig: {} };
const request = { id: 'r', node: 'n', container };

describe('reading a submit', () => {
  it('gives its names, its content and the digest of that, however it is written', () => {
    const compact = readSubmit(encode(request));
    expect(compact).toMatchObject({ id: 'r', node: 'n', container: 'c1', request });
    expect(compact).toHaveProperty('contentDigest', contentDigest(requestSchema.parse(request)));
    expect(readSubmit(encode(request, 2))).toEqual(compact);
  });

  it('gives one digest however long the caller waits and whatever it has pushed', () => {
    const again = readSubmit(encode({ ...request, deadlineMs: 5, minInventoryRevision: 7 }));
    expect(again?.contentDigest).toBe(readSubmit(encode(request))?.contentDigest);
  });

  it('gives other digests for other contents', () => {
    const other = readSubmit(encode({ ...request, container: { ...container, Path: 'other' } }));
    expect(other?.contentDigest).not.toBe(readSubmit(encode(request))?.contentDigest);
  });

  it('gives the faults of one that has an id, and a digest of what it is', () => {
    const faulty = readSubmit('{"id":"r","node":"n","container":7}');
    expect(faulty).toMatchObject({ id: 'r', node: 'n', container: '-', errors: [{ code: 'invalid-request' }] });
    expect(readSubmit(' {"id":"r", "node":"n", "container":7 }')).toEqual(faulty);
    expect(readSubmit('{"id":"r","node":"n","container":8}')?.contentDigest).not.toBe(faulty?.contentDigest);
  });

  it.each(['', '{', '[]', 'null', '{"node":"n"}', '{"id":"not an id"}', '{"id":5}', encode({ node: 'n', container })])(
    'gives nothing of %j: no outcome could be recorded',
    (text) => {
      expect(readSubmit(text)).toBeUndefined();
    },
  );
});
