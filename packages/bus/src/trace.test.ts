import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { continueTrace, type RandomBytes, traceIdOf } from './trace.ts';

const trace = '0af7651916cd43dd8448eb211c80319c';
const incoming = `00-${trace}-b7ad6b7169203331-00`;

/** Counts, so that the ids are known. */
const counting: RandomBytes = (count) => Uint8Array.from({ length: count }, (_, index) => index + 1);

describe('continueTrace', () => {
  it('keeps trace and flags, with a span of its own', () => {
    expect(continueTrace(incoming, counting)).toBe(`00-${trace}-0102030405060708-00`);
  });

  it('starts a trace where there is none', () => {
    expect(continueTrace(undefined, counting)).toBe('00-0102030405060708090a0b0c0d0e0f10-0102030405060708-01');
  });

  it('takes a later version, whose further fields it leaves out', () => {
    expect(continueTrace(`01-${trace}-b7ad6b7169203331-01-more`, counting)).toBe(`00-${trace}-0102030405060708-01`);
  });

  // https://www.w3.org/TR/trace-context/#versioning-of-traceparent
  it.each([
    '',
    'x',
    `ff-${trace}-b7ad6b7169203331-01`,
    `00-${trace}-b7ad6b7169203331-01-more`,
    `00-${trace}-b7ad6b7169203331-01-`,
    `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
    `00-${trace}-${'0'.repeat(16)}-01`,
    `00-${trace.toUpperCase()}-b7ad6b7169203331-01`,
    `00-${trace}-b7ad6b7169203331`,
    `00-${trace}-b7ad6b7169203331-01\n`,
    ` ${incoming}`,
  ])('starts a trace instead of the malformed %j', (malformed) => {
    expect(traceIdOf(malformed)).toBeUndefined();
    expect(continueTrace(malformed, counting)).not.toContain(trace);
  });

  it('makes what it takes itself', () => {
    const made = continueTrace(undefined, randomBytes);
    expect(traceIdOf(made)).toBe(traceIdOf(continueTrace(made, randomBytes)));
  });
});
