import { describe, expect, it } from 'vitest';
import { type Census, judge, type Submitted } from './verdict.ts';

const submitted: Submitted[] = [
  { id: 'a', digest: 'A', acceptedAt: 1_000 },
  { id: 'b', digest: 'B', acceptedAt: 1_100 },
  { id: 'poison', acceptedAt: 1_200 },
];
const good: Census = {
  outcomes: [
    { id: 'a', digest: 'A', at: 1_050 },
    { id: 'b', digest: 'B', at: 1_500 },
  ],
  events: [
    { type: 'accepted', id: 'a', at: 1_001 },
    { type: 'composed', id: 'a', at: 1_051 },
    { type: 'accepted', id: 'b', at: 1_101 },
    { type: 'composed', id: 'b', at: 1_501 },
  ],
  dead: [{ id: 'poison', reason: 'unreadable', at: 1_210 }],
};

describe('a verdict', () => {
  it('on a run without fault', () => {
    expect(judge(submitted, good, [1_040, 1_200])).toEqual({
      accepted: 3,
      composed: 2,
      dead: 1,
      duplicates: 0,
      lost: 0,
      wrong: 0,
      joinsHit: 2,
      longestStallMs: 290,
    });
  });

  it.each<[string, Partial<Census>, object]>([
    ['a submit without any end', { outcomes: good.outcomes.slice(0, 1) }, { composed: 1, lost: 1 }],
    ['another digest', { outcomes: [{ id: 'a', digest: 'X', at: 1 }] }, { composed: 0, wrong: 1, lost: 1 }],
    ['a recorded failure', { outcomes: [{ id: 'a', digest: undefined, at: 1 }] }, { composed: 0, wrong: 1 }],
    ['an outcome without its event', { events: good.events.slice(0, 3) }, { composed: 1, wrong: 1 }],
    ['an event twice', { events: [...good.events, ...good.events.slice(3)] }, { duplicates: 1 }],
    ['an outcome twice', { outcomes: [...good.outcomes, ...good.outcomes.slice(1)] }, { duplicates: 1 }],
    ['a dead letter twice', { dead: [...good.dead, ...good.dead] }, { duplicates: 1 }],
    ['poison that composed', { outcomes: [...good.outcomes, { id: 'poison', digest: 'P', at: 1 }] }, { wrong: 1 }],
    ['a valid submit that is dead', { outcomes: [], dead: [{ id: 'a', reason: 'deliveries', at: 1 }] }, { wrong: 1 }],
  ])('sees %s', (_, change, expected) => {
    expect(judge(submitted, { ...good, ...change }, [])).toMatchObject(expected);
  });

  it('counts a stall from when something became open, not while nothing was', () => {
    const late: Submitted[] = [
      { id: 'a', digest: 'A', acceptedAt: 0 },
      { id: 'b', digest: 'B', acceptedAt: 9_000 },
    ];
    const ends = [
      { id: 'a', digest: 'A', at: 10 },
      { id: 'b', digest: 'B', at: 9_030 },
    ];
    expect(judge(late, { ...good, outcomes: ends }, []).longestStallMs).toBe(30);
  });
});
