import type { Message } from '@specline/bus';
import { encode, type Job, kinds, type Outcome, type Partial, workSchema } from '@specline/contracts';
import { imageWorker } from '@specline/service-image';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleInventory, sampleRequest } from './sample.ts';
import { adapters, type Bus, type System, startBus, startSystem } from './system.ts';

const none = { unreadable: 0, late: 0, duplicate: 0, outdated: 0 };

/** Half a second from reminder to reminder, so that a slow machine answers one before it gets the next. */
const deadlineMs = 2_000;

/** What a worker of images sends for a job, beside or instead of its honest partial. */
type Sabotage = (honest: Partial<'image'>, message: Message, system: System) => void;

describe.each(adapters)('a worker that answers rubbish, %s', (adapter) => {
  let bus: Bus;
  beforeAll(async () => {
    bus = await startBus(adapter);
  });
  afterAll(() => bus.stop());

  /** A system whose worker of images answers each first job by sabotage, and reminders honestly. */
  async function startSabotaged(sabotage: Sabotage): Promise<System> {
    const system = await startSystem(bus, { without: ['image'] });
    await system.inventory.push(sampleInventory());
    const seen = new Set<string>();
    const answer = async (job: Job, message: Message): Promise<void> => {
      const honest = await honestPartial(job, system);
      if (seen.has(job.job)) message.respond(encode({ partials: [honest] }));
      else sabotage(honest, message, system);
      seen.add(job.job);
    };
    system.messages.subscribe(system.subjects.work('image'), (message) => {
      for (const job of workSchema.parse(JSON.parse(message.text)).jobs) void answer(job, message);
    });
    return system;
  }

  const sending =
    (change: (honest: Partial<'image'>) => unknown): Sabotage =>
    (honest, message) =>
      message.respond(encode({ partials: [change(honest)] }));

  it.concurrent.each<[string, Sabotage, object]>([
    ['nothing', (_, message) => message.respond(''), { unreadable: 1 }],
    ['no JSON', (_, message) => message.respond('{"partials":[{'), { unreadable: 1 }],
    ['another document', (_, message) => message.respond('{}'), { unreadable: 1 }],
    ['no partial', (_, message) => message.respond('{"partials":[]}'), { unreadable: 1 }],
    ['deep nesting', (_, message) => message.respond('['.repeat(100_000)), { unreadable: 1 }],
    [
      'a forbidden key in what is right otherwise',
      (honest, message) => message.respond(encode({ partials: [honest] }).replace('[{', '[{"__proto__":{},')),
      { unreadable: 1 },
    ],
    ['a megabyte of blanks', (_, message) => message.respond(' '.repeat(1024 * 1024)), { unreadable: 1 }],
    ['partials that are none', (_, message) => message.respond('{"partials":[null,1,"x",[],{}]}'), { unreadable: 5 }],
    ['a partial without facts and errors', sending(({ facts: _, ...empty }) => empty), { unreadable: 1 }],
    ['facts of another kind', sending((honest) => ({ ...honest, facts: { endpoints: [] } })), { unreadable: 1 }],
    ['a partial of another kind', sending((honest) => ({ ...honest, kind: 'mounts' })), { unreadable: 1 }],
    ['an error code that is none', sending((honest) => ({ ...honest, errors: [{ code: 'x' }] })), { unreadable: 1 }],
    ['a partial for no job', sending((honest) => ({ ...honest, job: '' })), { late: 1 }],
    ['a partial for an old job', sending((honest) => ({ ...honest, job: `${honest.job}0` })), { late: 1 }],
    ['an older revision', sending((honest) => ({ ...honest, revision: 0 })), { outdated: 1 }],
    [
      'its partial as that of another kind',
      (honest, message, { messages }) => {
        const elsewhere = (message.reply ?? '').replace('.image.', '.mounts.');
        messages.publish(elsewhere, encode({ partials: [honest] }));
      },
      { unreadable: 1 },
    ],
  ])('%s: is reminded and answers', async (_, sabotage, counts) => {
    await using system = await startSabotaged(sabotage);
    const outcome = await system.create(sampleRequest({ deadlineMs }));
    expect(outcome).toMatchObject({ status: 'composed' });
    expect(outcome.timings.image).toBeGreaterThan(deadlineMs / 4 - 10);
    expect(system.aggregator.counts.partials).toEqual({ ...none, ...counts });
  });

  it.each<[string, Sabotage, number]>([
    ['twice in one message', (honest, message) => message.respond(encode({ partials: [honest, honest] })), 0],
    [
      'with another one for good measure',
      (honest, message) => message.respond(encode({ partials: [{}, honest, { ...honest, job: 'x' }] })),
      1,
    ],
  ])('its partial %s: is heard once', async (_, sabotage, unreadable) => {
    await using system = await startSabotaged(sabotage);
    expect(await system.create(sampleRequest())).toMatchObject({ status: 'composed' });
    const { duplicate, late, ...others } = system.aggregator.counts.partials;
    expect(others).toEqual({ unreadable, outdated: 0 });
    // Where the first one ended the join, the second one is late instead of a duplicate.
    expect(duplicate + late).toBe(1);
    const progress = await system.progress.atLeast(kinds.length);
    expect(progress.filter(({ subject }) => subject === system.subjects.progress('image'))).toHaveLength(1);
    expect(progress.flatMap(({ text }) => JSON.parse(text).progress)).toHaveLength(kinds.length);
  });

  it('its partial again and again: before the outcome and after it', async () => {
    let again = (): void => {};
    await using system = await startSabotaged((honest, message) => {
      again = () => message.respond(encode({ partials: [honest] }));
      again();
      again();
    });
    const outcomes: Outcome[] = [await system.create(sampleRequest())];
    again();
    outcomes.push(await system.create(sampleRequest()));
    expect(outcomes).toMatchObject([{ status: 'composed' }, { status: 'composed' }]);
    expect(system.aggregator.counts.partials.late).toBeGreaterThanOrEqual(1);
    const events = await system.events.atLeast(4);
    expect(events.map(({ headers }) => headers['ce-type'])).toEqual(
      ['accepted', 'composed', 'accepted', 'composed'].map((type) => `specline.spec.${type}`),
    );
  });

  it('an error without a public form: its caller gets all of it, log and watchers nothing but its code', async () => {
    const error = { seq: 0, code: 'invalid-parameter', field: 'SECRET', message: 'option SECRET' };
    const warning = { code: 'number-wrapped', field: 'SECRET', message: 'option SECRET' };
    await using system = await startSabotaged(
      sending((honest) => ({ ...honest, errors: [error], warnings: [warning] })),
    );
    const { seq: _, ...told } = error;
    const outcome = await system.create(sampleRequest());
    expect(outcome).toMatchObject({ errors: [{ ...told, kind: 'image' }], warnings: [{ ...warning, kind: 'image' }] });
    const [, failed] = await system.events.atLeast(2);
    expect(JSON.parse(failed?.text ?? '')).toMatchObject({
      errors: [{ code: 'invalid-parameter', kind: 'image', message: '[redacted]' }],
      warnings: [{ code: 'number-wrapped', kind: 'image', message: '[redacted]' }],
    });
    expect(JSON.stringify([system.lines, system.events.messages, system.progress.messages])).not.toContain('SECRET');
  });

  it('only rubbish: the deadline names it', async () => {
    await using system = await startSystem(bus, { without: ['image'] });
    await system.inventory.push(sampleInventory());
    system.messages.subscribe(system.subjects.work('image'), (message) => message.respond('rubbish'));
    expect(await system.create(sampleRequest({ deadlineMs: 800 }))).toMatchObject({
      errors: [{ code: 'deadline', message: '800 ms are over, still waiting for: image; ask again' }],
    });
    // Asked, and reminded three times.
    expect(system.aggregator.counts.partials.unreadable).toBe(4);
  });

  it('any JSON at all: no request is lost by it', async () => {
    let rubbish = '';
    await using system = await startSabotaged((honest, message) => {
      message.respond(rubbish);
      message.respond(encode({ partials: [honest] }));
    });
    const partial = fc.record({ job: fc.string(), kind: fc.string(), revision: fc.integer(), facts: fc.jsonValue() });
    const anything = fc.oneof(
      fc.json(),
      fc.array(fc.oneof(partial, fc.jsonValue())).map((partials) => encode({ partials })),
    );
    const property = fc.asyncProperty(anything, async (text) => {
      rubbish = text;
      expect(await system.create(sampleRequest())).toMatchObject({ status: 'composed' });
    });
    await fc.assert(property, { numRuns: 100 });
  });
});

async function honestPartial(job: Job, { inventory }: System): Promise<Partial<'image'>> {
  const worker = imageWorker(inventory);
  const slice = worker.kind.slice.parse(job.slice);
  const { signal } = new AbortController();
  return { job: job.job, kind: 'image', ...(await worker.resolve(slice, { signal, atLeast: job.minRevision })) };
}
