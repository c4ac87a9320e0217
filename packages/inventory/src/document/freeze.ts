/** Makes a JSON value unchangeable, all the way down: readers get parts of what is stored, not copies. */
export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) freeze(member);
  return Object.freeze(value);
}
