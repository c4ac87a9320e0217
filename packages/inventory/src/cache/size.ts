const overheadBytes = 64;

/** About the memory that a value takes, in bytes. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return overheadBytes + 2 * value.length;
  if (typeof value !== 'object' || value === null) return 8;
  const parts = value instanceof Map || value instanceof Set ? [...value].flat() : Object.entries(value).flat();
  return parts.reduce<number>((sum, part) => sum + sizeOf(part), overheadBytes);
}
