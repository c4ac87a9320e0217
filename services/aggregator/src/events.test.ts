import { setImmediate as turnOver } from 'node:timers/promises';
import { createLog, embeddedBus } from '@specline/bus';
import { type Summary, subjectsBelow } from '@specline/contracts';
import { expect, it } from 'vitest';
import { acceptedSummary, announcer } from './events.ts';
import { eventLoopTurn } from './turn.ts';

const subjects = subjectsBelow('test');
const composed = (id: string): Summary => ({ type: 'composed', id, node: 'n', container: 'c' });

/** An announcer, and the types and ids of the events that left it. */
function start() {
  const { messages } = embeddedBus();
  const left: string[] = [];
  messages.subscribe(subjects.events, ({ text }) => {
    const { type, id } = JSON.parse(text) as Summary;
    left.push(`${type} ${id}`);
  });
  const log = createLog({ service: 'test', level: 'silent' });
  const turn = eventLoopTurn();
  const events = announcer({ messages, subjects, log, turn, source: 'test', now: () => new Date(0) });
  return { events, left, turn };
}

it('what was accepted is told with the end of the turn, behind what ends it before', async () => {
  const { events, left, turn } = start();
  turn.atEnd(() => left.push('work'));
  events.event(acceptedSummary('a', 'n', 'c'), 'a', 'trace');
  events.event(acceptedSummary('b', 'n', 'c'), 'b', 'trace');
  expect(left).toEqual([]);
  await turnOver();
  await turnOver();
  expect(left).toEqual(['work', 'accepted a', 'accepted b']);
});

it('a request that ends within its turn was accepted before, and no event comes twice', async () => {
  const { events, left } = start();
  events.event(acceptedSummary('a', 'n', 'c'), 'a', 'trace');
  events.event(composed('a'), 'a', 'trace');
  await turnOver();
  await turnOver();
  expect(left).toEqual(['accepted a', 'composed a']);
});
