import { journalHeaders, kinds, type Outcome, submitMessageId } from '@specline/contracts';
import { type RunningAggregator, runAggregator } from '@specline/service-aggregator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bound, type DiesAfter, dyingJournal } from './dying-journal.ts';
import { all, atLeast, emptied } from './journal-entries.ts';
import { sampleInventory, sampleRequest } from './sample.ts';
import {
  adapters,
  aggregatorSettings,
  type Bus,
  type System,
  type SystemOptions,
  startBus,
  startSystem,
} from './system.ts';

describe.each(adapters)('a submit, %s', (adapter) => {
  let bus: Bus;
  beforeAll(async () => {
    bus = await startBus(adapter);
  });
  afterAll(() => bus.stop());

  const start = async (options: SystemOptions = {}): Promise<System> => {
    const system = await startSystem(bus, options);
    await system.inventory.push(sampleInventory());
    return system;
  };
  let submits = 0;
  /** As a client would that has forgotten what it has sent: the broker sees no duplicate. */
  const submit = (system: System, request: unknown) =>
    system.journal.append(system.subjects.submit, text(request), {
      messageId: submitMessageId('request-1', `attempt-${++submits}`),
    });
  const outcomesOf = async ({ journal, streams }: System, count: number): Promise<Outcome[]> =>
    (await atLeast(journal, streams.outcomes, count)).map((entry) => JSON.parse(entry.text));
  const eventsOf = async ({ journal, streams }: System): Promise<unknown[]> =>
    (await all(journal, streams.events)).map(({ headers }) => headers['ce-id']);
  const deadOf = async ({ journal, streams }: System, count: number) => atLeast(journal, streams.dead, count);

  it('ends as what create answers, with one event of each type', async () => {
    await using system = await start();
    const asked = await system.create(sampleRequest({ id: 'asked' }));
    await submit(system, sampleRequest());
    const [outcome] = await outcomesOf(system, 1);
    expect(outcome).toMatchObject({ id: 'request-1', status: 'composed' });
    expect(outcome).toHaveProperty('digest', 'digest' in asked ? asked.digest : undefined);
    await emptied(system.journal, system.streams.submit);
    expect(await eventsOf(system)).toEqual([
      expect.stringMatching(/^asked\/.+\/accepted$/),
      expect.stringMatching(/^asked\/.+\/composed$/),
      'request-1/accepted',
      'request-1/composed',
    ]);
    expect(system.aggregator.counts.submits).toMatchObject({ taken: 1, recorded: 1 });
  });

  it('that comes again has its outcome, also when the inventory did not stay', async () => {
    await using system = await start();
    await submit(system, sampleRequest());
    const before = await outcomesOf(system, 1);
    await emptied(system.journal, system.streams.submit);
    await system.inventory.push(sampleInventory({ endpoints: {} }));
    await submit(system, sampleRequest());
    await emptied(system.journal, system.streams.submit);
    expect(await outcomesOf(system, 1)).toEqual(before);
    expect(await eventsOf(system)).toEqual(['request-1/accepted', 'request-1/composed']);
    expect(system.aggregator.counts.submits).toMatchObject({ recorded: 1, found: 1 });
  });

  it('is told again where its outcome has no event yet', async () => {
    await using system = await start();
    const { journal, streams } = system;
    await submit(system, sampleRequest());
    await emptied(journal, streams.submit);
    const [, composed] = await all(journal, streams.events);
    await journal.remove(streams.events, composed?.sequence ?? 0);
    await submit(system, sampleRequest());
    await emptied(journal, streams.submit);
    const [, again] = await all(journal, streams.events);
    expect(again).toMatchObject({ subject: composed?.subject, text: composed?.text });
  });

  it('with the id of another is a dead letter, and the outcome stays', async () => {
    await using system = await start();
    await submit(system, sampleRequest());
    const before = await outcomesOf(system, 1);
    await submit(system, sampleRequest({}, { Args: ['other'] }));
    const [letter] = await deadOf(system, 1);
    expect(letter?.headers).toMatchObject({
      [journalHeaders.reason]: 'conflict',
      [journalHeaders.node]: 'win-01',
      [journalHeaders.container]: 'c1',
      [journalHeaders.deliveries]: '1',
    });
    expect(letter).toMatchObject({
      subject: system.subjects.dead('request-1'),
      text: expect.stringContaining('other'),
    });
    await emptied(system.journal, system.streams.submit);
    expect(await outcomesOf(system, 1)).toEqual(before);
    expect(system.aggregator.counts.submits.buried.conflict).toBe(1);
  });

  it('with faults and an id has them as its outcome', async () => {
    await using system = await start();
    await submit(system, { id: 'request-1', node: 'win-01', container: 5 });
    expect(await outcomesOf(system, 1)).toMatchObject([
      { id: 'request-1', status: 'failed', errors: [{ code: 'invalid-request', field: 'request.container' }] },
    ]);
    await emptied(system.journal, system.streams.submit);
    expect(await eventsOf(system)).toEqual(['request-1/accepted', 'request-1/failed']);
  });

  it.each([
    ['no JSON', '{"id": "request-1"'],
    ['no id', { node: 'win-01' }],
    ['a wrong id', { id: 'a/b' }],
    ['a forbidden key', '{"id":"request-1","__proto__":{}}'],
  ])('with %s is a dead letter with all that was sent', async (_, request) => {
    await using system = await start();
    await system.journal.append(system.subjects.submit, text(request));
    const [letter] = await deadOf(system, 1);
    expect(letter).toMatchObject({ subject: system.subjects.dead('sequence:1'), text: text(request) });
    expect(letter?.headers).toMatchObject({ [journalHeaders.reason]: 'unreadable' });
    await emptied(system.journal, system.streams.submit);
    expect(system.aggregator.counts.submits.buried.unreadable).toBe(1);
    expect(await eventsOf(system)).toEqual([]);
  });

  it('as large as the broker takes is a dead letter that says what was cut', async () => {
    await using system = await start();
    const { maximumBytes } = system.messages;
    await system.journal.append(system.subjects.submit, 'x'.repeat(maximumBytes));
    const [letter] = await deadOf(system, 1);
    expect(letter?.headers).toMatchObject({ [journalHeaders.cutFromBytes]: String(maximumBytes) });
  });

  it('rests while a kind has no worker, and ends when it has one', async () => {
    await using system = await start({ without: ['mounts'], settings: { deadlineMs: 100 } });
    await submit(system, sampleRequest());
    await expect.poll(() => system.aggregator.counts.submits.rested).toBe(1);
    expect(await all(system.journal, system.streams.outcomes)).toEqual([]);
    system.startWorker('mounts');
    expect(await outcomesOf(system, 1)).toMatchObject([{ status: 'composed' }]);
    await emptied(system.journal, system.streams.submit);
    expect(await eventsOf(system)).toEqual(['request-1/accepted', 'request-1/composed']);
    expect(system.aggregator.counts).toMatchObject({ overdue: 1, submits: { taken: 2, redelivered: 1 } });
  });

  it('has a passing error as its outcome when its time is over', async () => {
    await using system = await start({ without: ['mounts'], settings: { deadlineMs: 100, giveUpAfterMs: 50 } });
    await submit(system, sampleRequest());
    expect(await outcomesOf(system, 1)).toMatchObject([{ status: 'failed', errors: [{ code: 'unavailable' }] }]);
    await emptied(system.journal, system.streams.submit);
  });

  it('that takes longer than the queue waits is not handed out again', async () => {
    const settings = { acknowledgeWithinMs: 300, deadlineMs: 10_000 };
    await using system = await start({ without: ['mounts'], settings });
    await submit(system, sampleRequest());
    await system.progress.atLeast(kinds.length - 1);
    const other = await runAggregator({ ...system, settings: { ...aggregatorSettings, ...settings } });
    await new Promise((resolve) => setTimeout(resolve, 1_200)); // four times as long as the queue waits
    system.startWorker('mounts');
    expect(await outcomesOf(system, 1)).toMatchObject([{ status: 'composed' }]);
    await emptied(system.journal, system.streams.submit);
    await other.stop();
    expect(system.aggregator.counts.submits.taken + other.counts.submits.taken).toBe(1);
  });

  it('goes back when its aggregator is stopped, and ends at another one', async () => {
    await using system = await start({ without: ['mounts'], stopGraceMs: 50 });
    await submit(system, sampleRequest());
    await system.progress.atLeast(kinds.length - 1);
    await system.aggregator.stop();
    expect(await all(system.journal, system.streams.outcomes)).toEqual([]);
    system.startWorker('mounts');
    const other = await runAggregator({ ...system, settings: aggregatorSettings });
    expect(await outcomesOf(system, 1)).toMatchObject([{ status: 'composed' }]);
    await emptied(system.journal, system.streams.submit);
    await other.stop();
  });

  describe('whose aggregator dies', () => {
    const settings = { ...aggregatorSettings, acknowledgeWithinMs: 300 };
    /** An aggregator that dies at a step of its own, beside a system without one. */
    const runMortal = async (system: System, diesAfter: DiesAfter) => {
      const { journal, dead } = dyingJournal(system.journal, diesAfter);
      const aggregator = await runAggregator({ ...system, journal, settings });
      return { aggregator, dead };
    };
    const withoutAggregator = async (): Promise<System> => {
      const system = await start({ settings });
      await system.aggregator.stop();
      return system;
    };
    const outlive = async (system: System, use: () => Promise<void>): Promise<RunningAggregator> => {
      const aggregator = await runAggregator({ ...system, settings });
      await use();
      await aggregator.stop();
      return aggregator;
    };

    it.each<[string, DiesAfter]>([
      ['having looked for an outcome', (call) => call === 'lastOnReplica'],
      ['having told that it was accepted', (call) => call === 'appendOnce'],
      ['having recorded the outcome', (call) => call === 'appendFirst'],
      ['having told of the outcome', onSecond('appendOnce')],
      ['having acknowledged', (call) => call === 'acknowledge'],
    ])('%s has one outcome and one event of each type all the same', async (_, diesAfter) => {
      await using system = await withoutAggregator();
      const mortal = await runMortal(system, diesAfter);
      await submit(system, sampleRequest());
      await mortal.dead;
      const before = await all(system.journal, system.streams.outcomes);
      await outlive(system, () => emptied(system.journal, system.streams.submit));
      const after = await all(system.journal, system.streams.outcomes);
      expect(after).toHaveLength(1);
      if (before.length > 0) expect(after).toEqual(before);
      expect(await eventsOf(system)).toEqual(['request-1/accepted', 'request-1/composed']);
      expect(await all(system.journal, system.streams.dead)).toEqual([]);
    });

    it.each([
      ['the same', sampleRequest(), []],
      ['another', sampleRequest({ node: 'win-02' }), ['conflict']],
    ])('that found no outcome on a replica that lagged has that of before: %s', async (_, again, letters) => {
      await using system = await withoutAggregator();
      const forgetful = { ...bound(system.journal), lastOnReplica: () => Promise.resolve(undefined) };
      await submit(system, sampleRequest());
      const aggregator = await runAggregator({ ...system, journal: forgetful, settings });
      await emptied(system.journal, system.streams.submit);
      const [before] = await all(system.journal, system.streams.outcomes);
      await submit(system, again);
      await emptied(system.journal, system.streams.submit);
      await aggregator.stop();
      expect(await all(system.journal, system.streams.outcomes)).toEqual([before]);
      const dead = await all(system.journal, system.streams.dead);
      expect(dead.map(({ headers }) => headers[journalHeaders.reason])).toEqual(letters);
    });

    it.each<[string, DiesAfter]>([
      ['having written the dead letter', (call) => call === 'appendOnce'],
      ['having ended the submit', (call) => call === 'terminate'],
    ])('%s is one dead letter all the same', async (_, diesAfter) => {
      await using system = await withoutAggregator();
      const mortal = await runMortal(system, diesAfter);
      await submit(system, 'rubbish');
      await mortal.dead;
      await outlive(system, () => emptied(system.journal, system.streams.submit));
      expect(await all(system.journal, system.streams.dead)).toHaveLength(1);
      expect(await all(system.journal, system.streams.outcomes)).toEqual([]);
    });

    it('each time is taken for poison in the end, and buried before it is read', async () => {
      await using system = await withoutAggregator();
      await submit(system, sampleRequest());
      for (let deaths = 0; deaths < 4; deaths++) {
        const mortal = await runMortal(system, onLook);
        await mortal.dead;
      }
      const patience = { ...settings, maximumLostDeliveries: 2 };
      const aggregator = await runAggregator({ ...system, settings: patience });
      const [letter] = await deadOf(system, 1);
      expect(letter?.headers).toMatchObject({
        [journalHeaders.reason]: 'deliveries',
        [journalHeaders.deliveries]: '5',
        [journalHeaders.submitMessageId]: expect.stringMatching(/^request-1:/),
      });
      await emptied(system.journal, system.streams.submit);
      expect(aggregator.counts.submits.buried.deliveries).toBe(1);
      await aggregator.stop();
    });

    it('each time after it recorded the outcome is no poison', async () => {
      await using system = await withoutAggregator();
      await submit(system, sampleRequest());
      for (let deaths = 0; deaths < 4; deaths++) {
        const mortal = await runMortal(system, deaths === 0 ? (call) => call === 'appendFirst' : onLook);
        await mortal.dead;
      }
      await outlive(system, () => emptied(system.journal, system.streams.submit));
      expect(await all(system.journal, system.streams.dead)).toEqual([]);
      expect(await all(system.journal, system.streams.outcomes)).toHaveLength(1);
    });
  });
});

const text = (request: unknown): string => (typeof request === 'string' ? request : JSON.stringify(request));

/** After it looked for an outcome, in whichever way. */
const onLook: DiesAfter = (call) => call === 'last' || call === 'lastOnReplica';

function onSecond(name: string): DiesAfter {
  let seen = 0;
  return (call) => call === name && ++seen === 2;
}
