import { catalog, type Kind, kinds, type Partial, type Resolutions, stepOrder } from '@specline/contracts';

/** One attempt to bring the partials of all kinds together. Never changed, only replaced. */
export interface Join {
  /** The inventory revision at which the node's facts were read and the work was cut. */
  readonly revision: number;
  readonly answers: Readonly<{ [K in Kind]?: Partial<K> }>;
}

/** What can happen to a join. */
export type JoinEvent =
  | { readonly type: 'partial'; readonly kind: Kind; readonly partial: Partial }
  /** The node's facts were read again; `changed`: they are others than before. */
  | { readonly type: 'node-read'; readonly revision: number; readonly changed: boolean }
  | { readonly type: 'deadline' };

/** What is to be done about it. */
export type Effect =
  | { readonly type: 'none' }
  /** The inventory moved on: read the node's facts again, then send `node-read`. */
  | { readonly type: 'read-node'; readonly atLeast: number }
  /** Ask these kinds, under a new job, so that no answer to an older one joins. */
  | { readonly type: 'ask'; readonly kinds: readonly Kind[] }
  | { readonly type: 'finish'; readonly revision: number; readonly resolutions: Resolutions }
  | { readonly type: 'give-up'; readonly missing: readonly Kind[] };

export interface Step {
  readonly join: Join;
  readonly effect: Effect;
}

/** A join that nobody has answered yet. */
export const openJoin = (revision: number): Join => ({ revision, answers: {} });

/** The kinds that have not answered, in the order of the catalog. */
export const missingKinds = ({ answers }: Join): Kind[] => kinds.filter((kind) => answers[kind] === undefined);

/**
 * The whole behaviour of a join as one pure function: exactly one `finish` or `give-up` ends it.
 * The caller sees to it that only partials of the join's current job come in, and none after its end.
 */
export function step(join: Join, event: JoinEvent): Step {
  switch (event.type) {
    case 'partial':
      return accept(join, event.kind, event.partial);
    case 'node-read':
      return restart(join, event.revision, event.changed);
    case 'deadline':
      return { join, effect: { type: 'give-up', missing: missingKinds(join) } };
  }
}

/** The first answer of a kind counts; a second one, of a re-asked job, changes nothing. */
function accept(join: Join, kind: Kind, partial: Partial): Step {
  if (join.answers[kind] !== undefined || partial.revision < join.revision) return { join, effect: { type: 'none' } };
  const next = { ...join, answers: { ...join.answers, [kind]: partial } };
  return { join: next, effect: completion(next) };
}

function completion(join: Join): Effect {
  if (missingKinds(join).length > 0) return { type: 'none' };
  const answers: readonly Partial[] = Object.values(join.answers);
  const newest = Math.max(...answers.map(({ revision }) => revision));
  // A worker that could not answer at all has no revision to agree on.
  const agreed = join.revision === newest || answers.some(couldNotAnswer);
  if (!agreed) return { type: 'read-node', atLeast: newest };
  return { type: 'finish', revision: join.revision, resolutions: join.answers as Resolutions };
}

const couldNotAnswer = ({ errors }: Partial): boolean => errors.some(({ seq }) => seq === stepOrder.worker);

/** Answers of the newest revision stay, unless the node's facts changed, on which all slices depend. */
function restart(join: Join, revision: number, changed: boolean): Step {
  const kept = changed ? [] : kinds.filter((kind) => stays(join, kind, revision));
  const answers = Object.fromEntries(kept.map((kind) => [kind, { ...join.answers[kind], revision }]));
  const next: Join = { revision, answers: answers as Join['answers'] };
  const effect = completion(next);
  return { join: next, effect: effect.type === 'none' ? { type: 'ask', kinds: missingKinds(next) } : effect };
}

/** What is decided from the slice alone is of any revision with the same slice. */
const stays = ({ answers }: Join, kind: Kind, revision: number): boolean =>
  answers[kind] !== undefined && (!catalog[kind].readsInventory || answers[kind].revision === revision);
