/** Integers of fixed width that wrap around silently, as Go's conversions do. */

/** The low 16 bits, unsigned. */
export const toUint16 = (value: bigint): number => Number(BigInt.asUintN(16, value));

/** The low 64 bits, unsigned: -1 becomes 18446744073709551615. */
export const toUint64 = (value: bigint): bigint => BigInt.asUintN(64, value);

/** Whether a decimal text fits a signed integer of 64 bits. */
export function fitsInt64(digits: string): boolean {
  // Longer ones cannot fit, and a huge one would take long to parse.
  if (digits.replace(/^0+/, '').length > 19) return false;
  const value = BigInt(digits);
  return BigInt.asIntN(64, value) === value;
}
