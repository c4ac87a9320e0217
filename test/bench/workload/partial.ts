/** The workers of the other systems: as many as Specline has kinds, and they decide nothing. */
export const workers = ['image', 'mounts', 'network', 'credentials', 'resources'] as const;

/** What the workers of the other systems answer: about 500 bytes of what they were asked, and no decision. */
export interface TrivialPartial {
  readonly id: string;
  readonly kind: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** All that the other systems read of a request. */
export interface Asked {
  readonly id: string;
  readonly node: string;
  readonly container: { readonly Id: string; readonly Image: string; readonly Path: string };
}

/** The work of a worker that works as little as it can. */
export function trivialPartial(kind: string, { id, node, container }: Asked): TrivialPartial {
  const { Id, Image, Path } = container;
  const folder = `C:\\ProgramData\\docker\\windowsfilter\\${Id}`;
  return { id, kind, facts: { node, container: Id, image: Image, path: Path, folders: [folder, folder] } };
}

export interface TrivialOutcome {
  readonly id: string;
  readonly partials: readonly TrivialPartial[];
}

/** @throws Error where an answer is not that of its request. */
export function checkTrivial(answer: TrivialOutcome, id: string): void {
  const own = answer.partials?.filter((partial) => partial.id === id) ?? [];
  if (answer.id === id && new Set(own.map(({ kind }) => kind)).size === workers.length) return;
  throw new Error(`${id} was answered ${JSON.stringify(answer).slice(0, 200)}`);
}
