/** What differs between two states of a hash. */
export interface FieldChange {
  /** New and changed fields with their texts. */
  readonly set: ReadonlyMap<string, string>;
  readonly removed: readonly string[];
}

/** What makes the second of the first. */
export function fieldChange(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): FieldChange {
  return {
    set: new Map([...after].filter(([name, text]) => before.get(name) !== text)),
    removed: [...before.keys()].filter((name) => !after.has(name)),
  };
}
