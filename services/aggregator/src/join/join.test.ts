import { catalog, type Kind, kinds, type Partial, stepOrder } from '@specline/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Effect, type Join, type JoinEvent, missingKinds, openJoin, step } from './join.ts';

const partial = (kind: Kind, revision: number, errors: Partial['errors'] = []): Partial => ({
  job: 'a.1',
  kind,
  revision,
  errors,
  warnings: [],
});

/** Runs events one after the other; the effects in their order. */
function run(join: Join, events: readonly JoinEvent[]): { join: Join; effects: Effect[] } {
  const effects: Effect[] = [];
  const end = events.reduce((current, event) => {
    const { join: next, effect } = step(current, event);
    effects.push(effect);
    return next;
  }, join);
  return { join: end, effects };
}

const answer = (kind: Kind, revision = 7): JoinEvent => ({ type: 'partial', kind, partial: partial(kind, revision) });
const nodeRead = (revision: number, changed = true): JoinEvent => ({ type: 'node-read', revision, changed });

/** A join whose node was read at a revision, and all asked. */
const asked = (revision: number): Join => run(openJoin(0), [nodeRead(revision)]).join;

describe('a join', () => {
  it('asks all kinds once the node is read', () => {
    expect(run(openJoin(0), [nodeRead(7)]).effects).toEqual([{ type: 'ask', kinds: [...kinds] }]);
  });

  it('finishes with the last partial, at the revision that all agree on', () => {
    const { effects } = run(
      asked(7),
      [...kinds].reverse().map((kind) => answer(kind)),
    );
    expect(effects.map(({ type }) => type)).toEqual([...kinds.slice(1).map(() => 'none'), 'finish']);
    expect(effects.at(-1)).toMatchObject({ revision: 7 });
  });

  it('keeps the first answer of a kind', () => {
    const first = answer('image');
    const second: JoinEvent = { type: 'partial', kind: 'image', partial: { ...partial('image', 7), job: 'other' } };
    expect(run(asked(7), [first, second]).join.answers.image?.job).toBe('a.1');
  });

  it('drops an answer from an older revision', () => {
    expect(missingKinds(run(asked(7), [answer('image', 6)]).join)).toContain('image');
  });

  it('reads the node again when a kind saw a newer revision', () => {
    const { effects } = run(asked(7), [answer('image', 9), ...kinds.slice(1).map((kind) => answer(kind))]);
    expect(effects.at(-1)).toEqual({ type: 'read-node', atLeast: 9 });
  });

  const mixed = [answer('image', 9), ...kinds.slice(1).map((kind) => answer(kind))];

  it('asks only the older kinds again while the node is the same, of those that read it', () => {
    const older = kinds.filter((kind) => kind !== 'image' && catalog[kind].readsInventory);
    const { effects, join } = run(asked(7), [...mixed, nodeRead(9, false)]);
    expect(effects.at(-1)).toEqual({ type: 'ask', kinds: older });
    expect(join.revision).toBe(9);
  });

  it('asks all kinds again when the node changed', () => {
    expect(run(asked(7), [...mixed, nodeRead(9)]).effects.at(-1)).toEqual({ type: 'ask', kinds: [...kinds] });
  });

  it('finishes without agreement when a worker could not answer', () => {
    const broken: JoinEvent = {
      type: 'partial',
      kind: 'image',
      partial: partial('image', 9, [{ seq: stepOrder.worker, code: 'unavailable', message: 'store away' }]),
    };
    const { effects } = run(asked(7), [broken, ...kinds.slice(1).map((kind) => answer(kind))]);
    expect(effects.at(-1)).toMatchObject({ type: 'finish' });
  });

  it('gives up at the deadline, naming the missing kinds', () => {
    const { effects } = run(asked(7), [answer('network'), answer('image'), { type: 'deadline' }]);
    expect(effects.at(-1)).toEqual({
      type: 'give-up',
      missing: kinds.filter((kind) => kind !== 'network' && kind !== 'image'),
    });
  });
});

/** What the runner does with effects, over an inventory that moves on, workers that lose, repeat and delay. */
function simulate(choices: readonly { kind: Kind; duplicate: boolean; pushes: number }[]): Effect[] {
  let stored = 1;
  let join = step(openJoin(0), nodeRead(stored)).join;
  const ends: Effect[] = [];
  const handle = (event: JoinEvent): void => {
    if (ends.length > 0) return;
    const next = step(join, event);
    join = next.join;
    if (next.effect.type === 'finish' || next.effect.type === 'give-up') ends.push(next.effect);
    if (next.effect.type === 'read-node') handle(nodeRead(Math.max(stored, next.effect.atLeast), stored % 2 === 0));
  };
  for (const { kind, duplicate, pushes } of choices) {
    stored += pushes;
    handle(answer(kind, stored));
    if (duplicate) handle(answer(kind, stored));
  }
  handle({ type: 'deadline' });
  return ends;
}

describe('any interleaving of partials, losses, duplicates and pushes', () => {
  const choice = fc.record({
    kind: fc.constantFrom(...kinds),
    duplicate: fc.boolean(),
    pushes: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(2)),
  });

  it('ends exactly once', () => {
    fc.assert(fc.property(fc.array(choice, { maxLength: 40 }), (choices) => simulate(choices).length === 1));
  });

  it('finishes only with an answer of each kind, all of one revision', () => {
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 40 }), (choices) => {
        const [end] = simulate(choices);
        if (end?.type !== 'finish') return;
        const revisions = kinds.map((kind) => (end.resolutions[kind] as Partial).revision);
        expect(new Set(revisions)).toEqual(new Set([end.revision]));
      }),
    );
  });
});
