interface Line {
  readonly root: HTMLElement;
}

interface Kept<L extends Line> {
  /** What there is to be a line for, in order. */
  readonly keys: readonly string[];
  /** Those that are there. */
  readonly lines: Map<string, L>;
  readonly make: (key: string) => L;
}

/**
 * Makes what is missing, takes away what is gone, and moves only what is not in its place: a line stays the same element
 * as long as it is there, for somebody may be about to press it, or have it in focus.
 */
export function keepInOrder<L extends Line>(place: HTMLElement, { keys, lines, make }: Kept<L>): void {
  const wanted = new Set(keys);
  for (const [key, { root }] of lines) {
    if (wanted.has(key)) continue;
    root.remove();
    lines.delete(key);
  }
  for (const [index, key] of keys.entries()) {
    const line = lines.get(key) ?? make(key);
    lines.set(key, line);
    const there = place.children[index] ?? null;
    if (there !== line.root) place.insertBefore(line.root, there);
  }
}
