import { z } from 'zod';

const millisecondsOf = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const bytesOf = { '': 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 } as const;

/** A whole number and its unit, as a number of the smallest unit; not a number where it is none. */
function amount(text: string, units: Readonly<Record<string, number>>): number {
  const [, digits, unit = ''] = /^(\d+)([A-Za-z]*)$/.exec(text) ?? [];
  return digits === undefined || !Object.hasOwn(units, unit) ? Number.NaN : Number(digits) * (units[unit] ?? 1);
}

/** `500ms`, `5s`, `2m`, `6h` or `7d` in milliseconds. */
const milliseconds = (text: string): number => amount(text, millisecondsOf);

/** `65536`, `64KiB`, `64MiB` or `1GiB` in bytes. */
const bytes = (text: string): number => amount(text, bytesOf);

/** A duration in milliseconds as the settings write it. */
export const durationText = (value: number): string => text(value, millisecondsOf);

/** A size in bytes as the settings write it. */
export const sizeText = (value: number): string => text(value, bytesOf);

/** In the largest unit that leaves a whole number. */
function text(value: number, units: Readonly<Record<string, number>>): string {
  const fitting = Object.entries(units).filter(([, size]) => value !== 0 && value % size === 0);
  const [unit = '', size = 1] = fitting.at(-1) ?? Object.entries(units)[0] ?? [];
  return `${value / size}${unit}`;
}

interface Quantity {
  readonly read: (text: string) => number;
  readonly from: string;
  readonly to: string;
  readonly remedy: string;
}

const quantity = ({ read, from, to, remedy }: Quantity) =>
  z
    .string()
    .transform(read)
    .refine((value) => value >= read(from) && value <= read(to), `${remedy} from ${from} to ${to}`);

/** A variable that holds a duration: its text is read as milliseconds. */
export const duration = (from: string, to: string) =>
  quantity({ read: milliseconds, from, to, remedy: 'write a duration such as 500ms, 5s, 2m, 6h or 7d,' });

/** A variable that holds a size: its text is read as bytes. */
export const size = (from: string, to: string) =>
  quantity({ read: bytes, from, to, remedy: 'write a size such as 65536, 64KiB, 64MiB or 1GiB,' });

/** A variable that holds a whole number. */
export const wholeNumber = (minimum: number, maximum: number) => {
  const remedy = `write a whole number from ${minimum} to ${maximum}`;
  return z
    .string()
    .regex(/^\d+$/, remedy)
    .transform(Number)
    .pipe(z.int(remedy).min(minimum, remedy).max(maximum, remedy));
};
