import { z } from 'zod';
import type { Integer } from './codec.ts';

const int64Minimum = -(2n ** 63n);
const int64Maximum = 2n ** 63n - 1n;
const int64Range = 'must be an integer from -9223372036854775808 to 9223372036854775807';
const uint64Maximum = 2n ** 64n - 1n;
const uint64Range = 'must be an integer from 0 to 18446744073709551615';

/** A signed integer of 64 bits, as Go's `int64`. */
export const int64 = z.union([z.int(), z.bigint().min(int64Minimum, int64Range).max(int64Maximum, int64Range)], {
  error: int64Range,
}) satisfies z.ZodType<Integer>;

/** An unsigned integer of 64 bits, as Go's `uint`. */
export const uint64 = z.union(
  [z.int().min(0, uint64Range), z.bigint().min(0n, uint64Range).max(uint64Maximum, uint64Range)],
  {
    error: uint64Range,
  },
) satisfies z.ZodType<Integer>;

/** Docker writes null for what is empty, so null and absent are one. */
export const optionalText = z.string().nullish();
export const optionalFlag = z.boolean().nullish();
export const optionalInteger = int64.nullish();
export const optionalUnsigned = uint64.nullish();
export const optionalTexts = z.array(z.string()).nullish();

/**
 * Values by name, for documents with many: zod reads each name of a record as a schema of its own,
 * which takes twice as long.
 */
export const byName = <V extends z.ZodType>(value: V) => z.object({}).catchall(value);

/** A text that becomes part of a path on the node; it must stay one single component there. */
export const pathComponent = z
  .string()
  .min(1, 'must not be empty')
  .max(128, 'must have at most 128 characters')
  .refine((value) => !/[\\/:\0]|\.\./.test(value), 'must not hold "/", "\\", ":", ".." or NUL');

/** A node's name; 253 characters are the longest name of a host in DNS. */
export const nodeName = z.string().min(1, 'must not be empty').max(253, 'must have at most 253 characters');
