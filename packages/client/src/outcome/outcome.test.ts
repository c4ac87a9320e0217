import type { Journal } from '@specline/bus';
import { encode, journalHeaders, submitMessageId } from '@specline/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { adapters, journalWith, startBus, streams, subjects, type TestBus } from '../bus.fixture.ts';
import { speclineOn } from '../connect.ts';
import { bury, composed, digestOf, failed, recordOutcome, request } from '../records.fixture.ts';
import type { Specline } from '../specline.ts';
import { Notices } from './notices.ts';

describe.each(adapters)('the outcome of a submit, %s', (adapter) => {
  let test: TestBus;
  let journal: Journal;
  let specline: Specline;
  let ids = 0;
  beforeAll(async () => {
    test = await startBus(adapter);
    journal = test.bus.journal;
    specline = speclineOn(test.bus);
  });
  afterAll(() => test[Symbol.asyncDispose]());

  const newRequest = () => request({ id: `web-${++ids}` });
  const submitted = async () => {
    const asked = newRequest();
    return { asked, id: asked.id ?? '', receipt: await specline.submit(asked) };
  };

  it('is what is recorded, without what is for logs', async () => {
    const [one, two] = [await submitted(), await submitted()];
    await recordOutcome(journal, composed(one.id));
    await recordOutcome(journal, failed(two.id));
    expect(await specline.outcome(one.id)).toEqual(composed(one.id));
    expect(await specline.outcome(two.receipt)).toMatchObject({
      status: 'failed',
      errors: [{ code: 'not-found', kind: 'image', message: 'no image hush' }, { code: 'system' }],
    });
    expect(JSON.stringify(await specline.outcome(two.id))).not.toContain('publicMessage');
    expect(await specline.outcome(two.id, { publicForms: true })).toEqual(failed(two.id));
  });

  it('is not there yet', async () => {
    expect(await specline.outcome('never-submitted')).toBeUndefined();
  });

  it.each([
    ['was there before', true],
    ['comes', false],
  ])('is waited for: it %s', async (_title, before) => {
    const { id, receipt } = await submitted();
    if (before) await recordOutcome(journal, composed(id));
    const waiting = specline.outcome(receipt, { wait: true });
    if (!before) await recordOutcome(journal, composed(id));
    expect(await waiting).toEqual(composed(id));
  });

  it('is waited for by many at the same time', async () => {
    const all = await Promise.all(Array.from({ length: 300 }, submitted));
    const waiting = all.map(({ receipt }) => specline.outcome(receipt, { wait: true }));
    await Promise.all(all.map(({ id }) => recordOutcome(journal, composed(id))));
    expect((await Promise.all(waiting)).map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  });

  describe('of one’s own submit, while the live reads are there,', () => {
    const long = request({ id: 'long-ago' });
    let looks = 0;
    let own: Specline;
    /** Waits for an outcome that comes: what was recorded before it was heard of then, too. */
    const another = async (): Promise<void> => {
      const receipt = await own.submit(newRequest());
      const waiting = own.outcome(receipt, { wait: true });
      await recordOutcome(journal, composed(receipt.id));
      await waiting;
    };
    beforeAll(async () => {
      await recordOutcome(journal, composed('long-ago'), long);
      const counted =
        (look: Journal['last']): Journal['last'] =>
        (...question) => {
          looks += 1;
          return look(...question);
        };
      const last = counted(journal.last.bind(journal));
      const lastOnReplica = counted(journal.lastOnReplica.bind(journal));
      own = speclineOn({ ...test.bus, journal: journalWith(journal, { last, lastOnReplica }) });
      // Who finds nothing, neither here nor there nor a dead letter, begins the live reads.
      const receipt = await own.submit(newRequest());
      const waiting = own.outcome(receipt, { wait: true });
      await vi.waitFor(() => expect(looks).toBeGreaterThanOrEqual(3));
      await recordOutcome(journal, composed(receipt.id));
      await waiting;
    });
    afterAll(() => own.close());

    it('is looked for once, when it comes', async () => {
      const receipt = await own.submit(newRequest());
      looks = 0;
      const waiting = own.outcome(receipt, { wait: true });
      await recordOutcome(journal, composed(receipt.id));
      expect(await waiting).toEqual(composed(receipt.id));
      expect(looks).toBe(1);
    });

    it('is looked for once, where it came before it was asked for', async () => {
      const receipt = await own.submit(newRequest());
      await recordOutcome(journal, composed(receipt.id));
      await another();
      looks = 0;
      expect(await own.outcome(receipt, { wait: true })).toEqual(composed(receipt.id));
      expect(looks).toBe(1);
    });

    it('is found also where it is that of a submit of long ago, which is not recorded again', async () => {
      const receipt = await own.submit(long);
      expect(receipt.duplicate).toBe(false);
      expect(await own.outcome(receipt, { wait: true })).toEqual(composed('long-ago'));
    });
  });

  it.each([
    ['was there before', true],
    ['comes', false],
  ])('may be a dead letter: it %s', async (_title, before) => {
    const { asked, receipt } = await submitted();
    const burial = { sequence: receipt.sequence };
    if (before) await bury(journal, asked, burial);
    const waiting = specline.outcome(receipt, { wait: true }).catch((error: unknown) => error);
    if (!before) await bury(journal, asked, burial);
    expect(await waiting).toMatchObject({
      name: 'DeadLettered',
      code: 'system',
      retryable: false,
      reason: 'deliveries',
      letter: { id: receipt.id, explanation: 'handed out 5 times', submitSequence: receipt.sequence },
    });
  });

  it.each([
    ['unreadable', 'invalid-request'],
    ['conflict', 'conflict'],
    ['deliveries', 'system'],
  ] as const)('a dead letter %s has the code %s', async (reason, code) => {
    const { id, asked } = await submitted();
    await bury(journal, asked, { reason });
    await expect(specline.outcome(id)).rejects.toMatchObject({ name: 'DeadLettered', reason, code });
  });

  it('is that of one’s own request: another that had the id is a conflict', async () => {
    const { id, receipt } = await submitted();
    const other = request({ id, node: 'win-02' });
    await recordOutcome(journal, composed(id), other);
    await bury(journal, request({ id }), { reason: 'conflict', sequence: receipt.sequence });
    for (const wait of [true, false]) {
      await expect(specline.outcome(receipt, { wait })).rejects.toMatchObject({
        name: 'SpeclineError',
        code: 'conflict',
      });
    }
    expect(await specline.outcome(id)).toEqual(composed(id));
  });

  it.each([
    ['another request with this id', { messageId: submitMessageId('web-1', 'another') }],
    ['an earlier submit of the same request', { sequence: 0 }],
  ])('is waited for beside the dead letter of %s', async (_title, burial) => {
    const { id, asked, receipt } = await submitted();
    await bury(journal, asked, { sequence: receipt.sequence, ...burial });
    expect(await specline.outcome(receipt)).toBeUndefined();
    const waiting = specline.outcome(receipt, { wait: true });
    await recordOutcome(journal, composed(id));
    expect(await waiting).toEqual(composed(id));
  });

  it('may come after a retry, or that may end as a dead letter, too', async () => {
    const { asked, receipt } = await submitted();
    const messageId = `${submitMessageId(receipt.id, digestOf(asked))}:retry-3`;
    await bury(journal, asked, { sequence: receipt.sequence + 5, messageId });
    await expect(specline.outcome(receipt)).rejects.toMatchObject({ name: 'DeadLettered' });
  });

  it('is waited for no longer than that', async () => {
    const { receipt } = await submitted();
    const waiting = specline.outcome(receipt, { wait: true, timeoutMs: 50 });
    await expect(waiting).rejects.toMatchObject({ code: 'deadline', retryable: true });
  });

  it('is waited for until the signal fires, or the client is closed', async () => {
    const { receipt } = await submitted();
    const controller = new AbortController();
    const waiting = specline
      .outcome(receipt, { wait: true, signal: controller.signal })
      .catch((error: unknown) => error);
    const other = speclineOn(test.bus);
    const closed = other.outcome(receipt, { wait: true }).catch((error: unknown) => error);
    controller.abort('enough');
    await other.close();
    expect(await waiting).toBe('enough');
    expect(await closed).toMatchObject({ code: 'unavailable', message: 'the client was closed' });
  });

  it.each([
    ['rubbish of a service', 'unavailable', '{}', { [journalHeaders.contentDigest]: 'd' }],
    ['an answer of the broker', 'conflict', '{"stream":"SPECLINE_SUBMIT","seq":1}', {}],
    ['an outcome that no service recorded', 'conflict', encode(composed('planted')), {}],
    ['that of another id', 'conflict', encode(composed('other')), { [journalHeaders.contentDigest]: 'd' }],
  ])('that is none is said to be so: %s', async (_, code, text, headers) => {
    const id = `planted-${++ids}`;
    await journal.append(subjects.outcome(id), text, { headers });
    await expect(specline.outcome(id)).rejects.toMatchObject({ code });
  });
});

describe('those who wait', () => {
  /** A journal that counts its live reads. */
  function counting(journal: Journal) {
    const follows: string[] = [];
    const stops: string[] = [];
    const counted = journalWith(journal, {
      async follow(...call) {
        const [{ key }] = call;
        follows.push(key);
        const following = await journal.follow(...call);
        return { stop: () => following.stop().then(() => void stops.push(key)) };
      },
    });
    return { counted, follows, stops };
  }

  it('share one live read of each stream, also one after the other, until the client is closed', async () => {
    await using test = await startBus('embedded');
    const { journal } = test.bus;
    const { counted, follows, stops } = counting(journal);
    const specline = speclineOn({ ...test.bus, journal: counted });
    const waiting = ['a', 'b', 'c'].map((id) => specline.outcome(id, { wait: true }));
    for (const id of ['a', 'b', 'c']) await recordOutcome(journal, composed(id));
    await Promise.all(waiting);
    const later = specline.outcome('d', { wait: true });
    await recordOutcome(journal, composed('d'));
    expect(await later).toEqual(composed('d'));
    expect({ follows, stops }).toEqual({ follows: ['outcomes', 'dead'], stops: [] });
    await specline.close();
    await expect.poll(() => stops).toEqual(['outcomes', 'dead']);
  });

  it('leave no live read behind for long', async () => {
    await using test = await startBus('embedded');
    const { counted, follows, stops } = counting(test.bus.journal);
    const { signal } = new AbortController();
    const notices = new Notices({ journal: counted, streams: [streams.outcomes], closing: signal, lingerMs: 5 });
    const leave = await notices.listen(['x'], () => {}, signal);
    expect(notices.areLive).toBe(true);
    leave();
    await expect.poll(() => stops).toEqual(['outcomes']);
    expect(notices.areLive).toBe(false);
    (await notices.listen(['x'], () => {}, signal))();
    await expect.poll(() => follows).toEqual(['outcomes', 'outcomes']);
  });
});

describe('where there are no streams', () => {
  it.each(adapters)('that is said at once, %s', async (adapter) => {
    await using test = await startBus(adapter, { prepared: false });
    const specline = speclineOn(test.bus);
    for (const wait of [true, false]) {
      await expect(specline.outcome('web-1', { wait, timeoutMs: 600_000 })).rejects.toMatchObject({
        code: 'unavailable',
        cause: { name: 'StreamMissing' },
      });
    }
    expect(streams.outcomes.name).toBe('SPECLINE_OUTCOMES');
  });
});
