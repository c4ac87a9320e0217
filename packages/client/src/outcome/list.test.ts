import type { Journal } from '@specline/bus';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adapters, startBus, type TestBus } from '../bus.fixture.ts';
import { speclineOn } from '../connect.ts';
import { composed, digestOf, failed, recordOutcome, request } from '../records.fixture.ts';
import type { Specline } from '../specline.ts';
import type { ListOptions } from './list.ts';

describe.each(adapters)('the list of outcomes, %s', (adapter) => {
  let test: TestBus;
  let journal: Journal;
  let specline: Specline;
  beforeAll(async () => {
    test = await startBus(adapter);
    journal = test.bus.journal;
    specline = speclineOn(test.bus);
    await recordOutcome(journal, composed('one'));
    await recordOutcome(journal, failed('two.with.dots'));
    await recordOutcome(journal, { ...composed('three'), node: '../win 02' });
  });
  afterAll(() => test[Symbol.asyncDispose]());

  const list = async (options?: ListOptions) => Array.fromAsync(specline.outcomes(options));

  it('says what each came to, oldest first', async () => {
    const common = { container: 'c1', recordedAt: expect.any(Date) };
    expect(await list()).toEqual([
      {
        ...common,
        sequence: 1,
        id: 'one',
        status: 'composed',
        codes: [],
        node: 'win-01',
        contentDigest: digestOf(request({ id: 'one' })),
      },
      {
        ...common,
        sequence: 2,
        id: 'two.with.dots',
        status: 'failed',
        codes: ['not-found', 'system'],
        node: 'win-01',
        contentDigest: digestOf(request({ id: 'two.with.dots' })),
      },
      {
        ...common,
        sequence: 3,
        id: 'three',
        status: 'composed',
        codes: [],
        node: '../win 02',
        contentDigest: digestOf(request({ id: 'three' })),
      },
    ]);
  });

  it.each<[string, ListOptions, string[]]>([
    ['a status', { status: 'failed' }, ['two.with.dots']],
    ['a node', { node: '../win 02' }, ['three']],
    ['both', { node: 'win-01', status: 'composed' }, ['one']],
    ['no time', { since: new Date(0) }, ['one', 'two.with.dots', 'three']],
    ['a time to come', { since: new Date(Date.now() + 60_000) }, []],
    ['a time that no broker knows', { since: new Date('2999-01-01') }, []],
  ])('may be limited to %s', async (_title, options, ids) => {
    expect((await list(options)).map(({ id }) => id)).toEqual(ids);
  });

  it('may be limited to what came since another', async () => {
    const [, second] = await list();
    const since = second?.recordedAt ?? new Date(0);
    // Times are in milliseconds, so that entries of one millisecond come together.
    expect((await list({ since })).map(({ id }) => id)).toEqual(expect.arrayContaining(['two.with.dots', 'three']));
  });

  it("throws the signal's reason", async () => {
    await expect(list({ signal: AbortSignal.abort('enough') })).rejects.toBe('enough');
  });
});

describe('the list of outcomes where there are no streams', () => {
  it.each(adapters)('says so, %s', async (adapter) => {
    await using test = await startBus(adapter, { prepared: false });
    const listed = Array.fromAsync(speclineOn(test.bus).outcomes());
    await expect(listed).rejects.toMatchObject({ name: 'SpeclineError', code: 'unavailable' });
  });
});
