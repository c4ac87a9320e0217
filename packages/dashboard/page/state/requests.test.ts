import type { Progress } from '@specline/contracts';
import { describe, expect, it } from 'vitest';
import type { Frame, TellingEvent } from './frame.ts';
import { quietAfterMs, stateOf, workerState } from './request-row.ts';
import { Requests } from './requests.ts';

const begin = Date.parse('2026-01-01T00:00:00.000Z');
let sequence = 0;

const event = (type: TellingEvent['type'], id: string, over: Partial<TellingEvent> = {}): TellingEvent => ({
  type,
  id,
  node: 'win-01',
  container: 'c1',
  sequence: ++sequence,
  recordedAt: new Date(begin).toISOString(),
  ...over,
});
const part = (request: string, kind: Progress['kind'], result: Progress['result'] = 'ok'): Progress => ({
  request,
  node: 'win-01',
  kind,
  durationMs: 3,
  result,
});
const frame = (events: readonly TellingEvent[], progress: readonly Progress[] = []): Frame => ({
  at: begin + 5,
  events,
  live: [{ progress, inventory: [], skipped: 0 }],
  lost: 0,
});

function having(...frames: readonly Frame[]): Requests {
  const requests = new Requests(100);
  for (const each of frames) requests.take(each);
  return requests;
}

const error = { code: 'not-found', kind: 'image', message: 'no such image' } as const;

describe('a request', () => {
  it.each([
    ['is running once it is accepted', [frame([event('accepted', 'a')])], 'running'],
    ['is running once a part of it is told', [frame([], [part('a', 'image')])], 'running'],
    ['is composed', [frame([event('accepted', 'a')]), frame([event('composed', 'a')])], 'composed'],
    ['is failed, also where nobody saw it begin', [frame([event('failed', 'a', { errors: [error] })])], 'failed'],
    [
      'is over, also where its parts are told behind its end',
      [frame([event('composed', 'a')], [part('a', 'image')])],
      'composed',
    ],
    ['is running again when its id is', [frame([event('composed', 'a')]), frame([event('accepted', 'a')])], 'running'],
  ])('%s', (_rule, frames, state) => {
    const row = having(...frames).get('a');
    expect(row && stateOf(row, begin)).toBe(state);
  });

  it('is quiet when there is no sign of it for long, and only while it is not over', () => {
    const requests = having(frame([event('accepted', 'a'), event('composed', 'b')]));
    const at = (now: number) => requests.all().map((row) => stateOf(row, now));
    expect(at(begin + quietAfterMs)).toEqual(['composed', 'running']);
    expect(at(begin + quietAfterMs + 1)).toEqual(['composed', 'quiet']);
  });

  it('has what its events say, and is found by it', () => {
    const failed = event('failed', 'A', { durationMs: 7, revision: 3, errors: [error], traceparent: '00-1-2-01' });
    const row = having(frame([event('accepted', 'A'), failed])).get('A');
    expect(row).toMatchObject({ durationMs: 7, revision: 3, errors: [error], acceptedAt: begin, endedAt: begin });
    expect(row).toMatchObject({ text: 'a win-01 c1 not-found image  no such image', traceparent: '00-1-2-01' });
  });

  it.each([
    ['is asked', [frame([event('accepted', 'a')])], { is: 'asked' }],
    ['has answered', [frame([event('accepted', 'a')], [part('a', 'image')])], { is: 'ok', durationMs: 3 }],
    [
      'has found an error',
      [frame([], [part('a', 'image', 'system')])],
      { is: 'failed', code: 'system', durationMs: 3 },
    ],
    ['that nobody heard was well where all is', [frame([event('composed', 'a')])], { is: 'ok' }],
    [
      'that nobody heard has failed where the end says so',
      [frame([event('failed', 'a', { errors: [error] })])],
      { is: 'failed', code: 'not-found' },
    ],
    ['that nobody heard is unknown in a failure of others', [frame([event('failed', 'a')])], { is: 'unknown' }],
  ])('knows whether a worker %s', (_rule, frames, state) => {
    const row = having(...frames).get('a');
    expect(row && workerState(row, 'image')).toEqual(state);
  });

  it.each([
    ['by an event', [frame([event('accepted', 'a'), event('composed', 'a')]), frame([event('accepted', 'a')])], 2],
    [
      'by a part that is told twice',
      [frame([event('composed', 'a')], [part('a', 'image')]), frame([], [part('a', 'image')])],
      2,
    ],
    [
      'once though its parts come first',
      [frame([], [part('a', 'image')]), frame([event('accepted', 'a')]), frame([event('composed', 'a')])],
      1,
    ],
    ['three times', [frame([event('failed', 'a')]), frame([event('failed', 'a')]), frame([event('failed', 'a')])], 3],
  ])('counts how often its id was used: %s', (_rule, frames, runs) => {
    expect(having(...frames).get('a')?.runs).toBe(runs);
  });

  it('begins without parts when its id is used again, and with those that were told before', () => {
    const first = frame([event('accepted', 'a'), event('composed', 'a')], [part('a', 'image'), part('a', 'mounts')]);
    expect(having(first, frame([event('accepted', 'a')])).get('a')?.workers).toEqual({});
    const again = having(first, frame([], [part('a', 'image', 'system')]), frame([event('accepted', 'a')]));
    expect(again.get('a')?.workers).toEqual({ image: { durationMs: 3, result: 'system' } });
  });
});

describe('all requests', () => {
  it('are the newest first; one whose id is used again is new', () => {
    const requests = having(frame(['a', 'b', 'c'].map((id) => event('composed', id))), frame([event('accepted', 'a')]));
    expect(requests.all().map(({ id }) => id)).toEqual(['a', 'c', 'b']);
  });

  it('are bounded: the oldest makes room', () => {
    const requests = new Requests(2_000);
    for (let index = 0; index < 10_000; index++) requests.take(frame([event('accepted', `r${index}`)]));
    expect(requests.all()).toHaveLength(2_000);
    expect(requests.all().at(-1)?.id).toBe('r8000');
    expect(requests.forgotten).toBe(8_000);
  });
});
