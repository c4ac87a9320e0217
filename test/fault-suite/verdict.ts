/** A submit as its publisher saw it. */
export interface Submitted {
  readonly id: string;
  /** The digest that its spec must have; absent: it is poison and must end as a dead letter. */
  readonly digest?: string;
  /** When the broker acknowledged it, in milliseconds since 1970. */
  readonly acceptedAt: number;
}

/** What the streams hold in the end. Times are the broker's, in milliseconds since 1970. */
export interface Census {
  readonly outcomes: readonly { readonly id: string; readonly digest: string | undefined; readonly at: number }[];
  readonly events: readonly { readonly id: string; readonly type: string; readonly at: number }[];
  readonly dead: readonly { readonly id: string; readonly reason: string; readonly at: number }[];
}

/** One row of the table. */
export interface Verdict {
  readonly accepted: number;
  /** Ended composed with the digest that `compile` gives. */
  readonly composed: number;
  readonly dead: number;
  /** Second outcomes, second events of one type, second dead letters. */
  readonly duplicates: number;
  /** Accepted, and neither an outcome nor a dead letter. */
  readonly lost: number;
  /** Ended otherwise than it must: another digest, a recorded failure, poison with an outcome, an outcome without event. */
  readonly wrong: number;
  /** Requests that were open when a fault struck, over all strikes. */
  readonly joinsHit: number;
  /** The longest time in which submits were open and none ended, in milliseconds. */
  readonly longestStallMs: number;
}

/** Holds what was accepted against what the streams hold. */
export function judge(submitted: readonly Submitted[], census: Census, strikes: readonly number[]): Verdict {
  const outcomes = new Map(census.outcomes.map((outcome) => [outcome.id, outcome]));
  const dead = new Map(census.dead.map((letter) => [letter.id, letter]));
  const ends = endsOf(census);
  const events = new Map(census.events.map(({ type, id, at }) => [`${type} ${id}`, at]));
  const composed = submitted.filter(
    ({ id, digest }) => digest !== undefined && outcomes.get(id)?.digest === digest && events.has(`composed ${id}`),
  );
  const buried = submitted.filter(({ id, digest }) => digest === undefined && dead.has(id) && !outcomes.has(id));
  const lost = submitted.filter(({ id }) => !ends.has(id));
  return {
    accepted: submitted.length,
    composed: composed.length,
    dead: buried.length,
    duplicates: census.outcomes.length - outcomes.size + census.dead.length - dead.size + repeated(census.events),
    lost: lost.length,
    wrong: submitted.length - composed.length - buried.length - lost.length,
    joinsHit: strikes.reduce((sum, at) => sum + openAt(at, census, ends), 0),
    longestStallMs: longestStall(submitted, ends),
  };
}

function endsOf({ outcomes, dead }: Census): Map<string, number> {
  return new Map([...dead, ...outcomes].map(({ id, at }) => [id, at]));
}

const repeated = (events: Census['events']): number =>
  events.length - new Set(events.map(({ type, id }) => `${type} ${id}`)).size;

/** A request is open from its accepted event until it ends. */
const openAt = (at: number, { events }: Census, ends: ReadonlyMap<string, number>): number =>
  events.filter((event) => event.type === 'accepted' && event.at <= at && (ends.get(event.id) ?? Infinity) > at).length;

function longestStall(submitted: readonly Submitted[], ends: ReadonlyMap<string, number>): number {
  const changes = submitted.flatMap(({ id, acceptedAt }) => {
    const end = ends.get(id);
    // The broker's clock and ours may disagree by a little.
    return end === undefined ? [] : [[Math.min(acceptedAt, end), 1] as const, [end, -1] as const];
  });
  let open = 0;
  let since = 0;
  let longest = 0;
  for (const [at, change] of changes.toSorted(([a, first], [b, second]) => a - b || second - first)) {
    if (change === -1) longest = Math.max(longest, at - since);
    if (change === -1 || open === 0) since = at;
    open += change;
  }
  return longest;
}
