/** By what the entries of a list are told from each other: of ports their port, of all else their name. */
const keys = ['containerPort', 'port', 'name'] as const;

/**
 * A strategic merge, as kustomize does it: objects member by member, lists of named things entry by entry, all else is
 * replaced; null removes.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/glossary/#patch-strategic-merge
 */
export function merged(value: unknown, patch: unknown): unknown {
  if (isObject(value) && isObject(patch)) return mergedObject(value, patch);
  if (isNamedList(value) && isNamedList(patch)) return mergedList(value, patch);
  return patch;
}

type Named = Readonly<Record<string, unknown>>;

function mergedObject(value: Named, patch: Named): Named {
  const result: Record<string, unknown> = { ...value };
  for (const [name, change] of Object.entries(patch)) {
    if (change === null) delete result[name];
    else result[name] = merged(value[name], change);
  }
  return result;
}

function mergedList(values: readonly Named[], patches: readonly Named[]): Named[] {
  const added = patches.filter((patch) => !values.some((value) => isSame(value, patch)));
  const kept = values.map((value) => {
    const patch = patches.find((each) => isSame(value, each));
    return patch === undefined ? value : mergedObject(value, patch);
  });
  return [...kept, ...added];
}

const isSame = (one: Named, other: Named): boolean => {
  const key = keys.find((name) => name in one && name in other);
  return key !== undefined && one[key] === other[key];
};

const isObject = (value: unknown): value is Named =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNamedList = (value: unknown): value is Named[] =>
  Array.isArray(value) && value.every((entry) => isObject(entry) && keys.some((key) => key in entry));
