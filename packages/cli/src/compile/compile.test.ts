import { describe, expect, it } from 'vitest';
import { sample } from '../specline.fixture.ts';
import { compileLine, compileRead } from './compile.ts';
import { read } from './read.ts';

const result = (bundle: unknown) => JSON.parse(compileLine(JSON.stringify(bundle)));

describe('a line of bundles', () => {
  it('gives name, spec, staging, warnings and digest', () => {
    expect(Object.keys(result(sample()))).toEqual(['name', 'spec', 'staging', 'warnings', 'digest']);
  });

  it('gives the same bytes each time', () => {
    const line = JSON.stringify(sample());
    expect(compileLine(line)).toBe(compileLine(line));
  });

  it('gives no name where the bundle has none', () => {
    expect(result({ ...sample(), name: undefined }).name).toBeNull();
  });

  it('may leave the node to the inventory, and the profile', () => {
    const { container } = sample().request;
    expect(result({ ...sample(), request: { container } })).toEqual(result(sample()));
  });

  it('may say what is expected, which is never read', () => {
    expect(result({ ...sample(), expect: { spec: 'another' } })).toEqual(result(sample()));
  });

  it('is for the node of its inventory only', () => {
    const { errors } = result({ ...sample(), request: { ...sample().request, node: 'win-02' } });
    const message = 'bundle.request.node is "win-02": must be "win-01", the inventory\'s node, or absent';
    expect(errors).toEqual([{ code: 'invalid-request', kind: 'request', field: 'bundle.request.node', message }]);
  });

  it('gives errors to the caller without their form for logs', () => {
    for (const error of result(sample('refused-twice')).errors) {
      expect(Object.keys(error)).toEqual(['code', 'kind', 'field', 'message']);
    }
  });

  it('gives a clean error where the composition itself fails', () => {
    const broken = read('{"name":"x"}', 'bundle', () => {
      throw new RangeError('no stack left');
    });
    expect(compileRead(broken)).toMatchObject({
      errors: [{ code: 'system', message: expect.stringContaining('no stack left') }],
    });
  });
});
