import { describe, expect, it } from 'vitest';
import { readRequest } from './read-request.ts';

const container = { Id: 'c1', Path: 'cmd', Image: 'i', Config: {}, HostConfig: {} };
const invalid = expect.objectContaining({ code: 'invalid-request', kind: 'request' });
const read = (request: unknown) => readRequest(JSON.stringify(request));

describe('reading a request', () => {
  it('gives it under its id', () => {
    expect(read({ id: 'r', node: 'n', container })).toEqual({ id: 'r', request: { id: 'r', node: 'n', container } });
  });

  it('gives one without an id under the digest of what it says', () => {
    const { id } = read({ node: 'n', container });
    expect(id).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect(read({ container: { ...container, Unread: 1 }, node: 'n' }).id).toBe(id);
    expect(read({ node: 'other', container }).id).not.toBe(id);
  });

  it.each([
    [{ id: 'r', node: 'n' }, 'r', 'n'],
    [{ id: 'r' }, 'r', undefined],
    [{ id: 'not an id', node: 'n' }, undefined, 'n'],
    [{ id: 5, node: {} }, undefined, undefined],
    [[], undefined, undefined],
    [null, undefined, undefined],
    ['text', undefined, undefined],
  ])('refuses %j under the names in it that are right', (request, id, node) => {
    expect(read(request)).toMatchObject({ id, node, errors: expect.arrayContaining([invalid]) });
  });

  it('refuses what is no JSON', () => {
    expect(readRequest('{')).toMatchObject({ errors: [{ code: 'invalid-request' }] });
  });
});
