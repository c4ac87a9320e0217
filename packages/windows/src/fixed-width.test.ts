import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitsInt64, toUint16, toUint64 } from './fixed-width.ts';

/** The remainder that is never negative: what an unsigned integer keeps of a number. */
const remainder = (value: bigint, modulus: bigint): bigint => ((value % modulus) + modulus) % modulus;

describe('16 bits, unsigned', () => {
  test.each([
    { value: 0n, kept: 0 },
    { value: 65535n, kept: 65535 },
    { value: 65536n, kept: 0 },
    { value: 70000n, kept: 4464 },
    { value: -1n, kept: 65535 },
    { value: -65536n, kept: 0 },
    { value: 2n ** 63n - 1n, kept: 65535 },
    { value: -(2n ** 63n), kept: 0 },
  ])('$value becomes $kept', ({ value, kept }) => {
    expect(toUint16(value)).toBe(kept);
  });

  test('is the remainder by 2^16', () => {
    fc.assert(
      fc.property(fc.bigInt(), (value) => {
        expect(BigInt(toUint16(value))).toBe(remainder(value, 2n ** 16n));
      }),
    );
  });
});

describe('64 bits, unsigned', () => {
  test.each([
    { value: -1n, kept: 18446744073709551615n },
    { value: -(2n ** 63n), kept: 9223372036854775808n },
    { value: 2n ** 63n - 1n, kept: 9223372036854775807n },
  ])('$value becomes $kept', ({ value, kept }) => {
    expect(toUint64(value)).toBe(kept);
  });

  test('is the remainder by 2^64', () => {
    fc.assert(
      fc.property(fc.bigInt(), (value) => {
        expect(toUint64(value)).toBe(remainder(value, 2n ** 64n));
      }),
    );
  });
});

describe('decimal digits that fit a signed integer of 64 bits', () => {
  test.each([
    { digits: '0', fits: true },
    { digits: '9223372036854775807', fits: true },
    { digits: '9223372036854775808', fits: false },
    { digits: '99999999999999999999', fits: false },
    { digits: '0000000000000000000000000000007', fits: true },
    { digits: '00009223372036854775808', fits: false },
    { digits: '9'.repeat(1_000_000), fits: false },
  ])('$digits: $fits', ({ digits, fits }) => {
    expect(fitsInt64(digits)).toBe(fits);
  });

  test('are those up to 2^63 - 1, however many zeros stand in front', () => {
    const near = fc.bigInt({ min: 2n ** 63n - 1000n, max: 2n ** 63n + 1000n });
    fc.assert(
      fc.property(fc.oneof(near, fc.bigInt({ min: 0n, max: 2n ** 80n })), fc.nat(30), (value, zeros) => {
        expect(fitsInt64('0'.repeat(zeros) + value)).toBe(value < 2n ** 63n);
      }),
    );
  });
});
