import {
  batchLimits,
  catalog,
  encode,
  type ImageFacts,
  type ImageSlice,
  shown,
  stepOrder,
  subjectsBelow,
  wording,
} from '@specline/contracts';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { embeddedBus } from '../embedded/embedded-bus.ts';
import { createLog } from '../log/create-log.ts';
import type { Message, Messages } from '../messages.ts';
import { defineWorker, type ResolveContext, type WorkerAnswer } from '../worker.ts';
import { type RunningWorker, type RunWorkerOptions, runWorker } from './run-worker.ts';

type Resolve = (slice: ImageSlice, context: ResolveContext) => Promise<WorkerAnswer<'image'>>;

interface ArrivedPartial {
  readonly job: string;
  readonly revision: number;
  readonly facts?: ImageFacts;
  readonly errors: readonly Record<string, unknown>[];
  readonly warnings: readonly unknown[];
}

const subjects = subjectsBelow('test');
const replyTo = subjects.partial('image', 'agg', '1');
const facts: ImageFacts = { platform: 'windows', os: 'windows', layerFolders: [], rootPath: 'C:\\' };
const answer: WorkerAnswer<'image'> = { revision: 7, facts, errors: [], warnings: [] };
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

const slice = (over: object = {}) => ({
  node: 'win-01',
  container: 'c1',
  image: 'sha256:1',
  isolation: 'process',
  lcowSupported: true,
  ...over,
});
const job = (name: string, over: object = {}) => ({
  job: name,
  minRevision: 5,
  request: `request-${name}`,
  traceparent,
  slice: slice(over),
});

describe('runWorker', () => {
  let messages: Messages;
  let logged: string[];
  let arrived: ArrivedPartial[][];
  let expected: { count: number; resolve: () => void };
  const running: RunningWorker[] = [];

  beforeEach(() => {
    ({ messages } = embeddedBus());
    logged = [];
    arrived = [];
    messages.subscribe(subjects.partialsFor('agg'), (message) => {
      arrived.push(partialsOf(message));
      if (arrived.flat().length >= expected.count) expected.resolve();
    });
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((worker) => worker.stop()));
    await messages.close();
  });

  function start(resolve: Resolve, options: Some<RunWorkerOptions> = {}): RunningWorker {
    const log = createLog({
      service: 'image',
      level: 'debug',
      destination: { write: (line) => void logged.push(line) },
    });
    const worker = defineWorker({ kind: catalog.image, resolve });
    const run = runWorker(worker, { messages, subjects, log, ...options });
    running.push(run);
    return run;
  }

  /** Resolves when that many partials have arrived. */
  function partials(count: number): Promise<void> {
    return new Promise((resolve) => {
      expected = { count, resolve };
      if (arrived.flat().length >= count) resolve();
    });
  }

  async function ask(...jobs: object[]): Promise<ArrivedPartial[]> {
    const all = partials(arrived.flat().length + jobs.length);
    messages.publish(subjects.work('image'), encode({ jobs }), { reply: replyTo });
    await all;
    return arrived.flat().slice(-jobs.length);
  }

  it('answers a job on the reply subject with what was decided', async () => {
    const contexts: ResolveContext[] = [];
    const slices: ImageSlice[] = [];
    start(async (given, context) => {
      slices.push(given);
      contexts.push(context);
      return answer;
    });
    expect(await ask(job('agg.1'))).toEqual([{ job: 'agg.1', kind: 'image', ...answer }]);
    expect(slices).toEqual([slice()]);
    expect(contexts).toMatchObject([{ atLeast: 5, signal: { aborted: false } }]);
  });

  it('gives a slice without fields that it does not know: a newer aggregator may send more', async () => {
    const slices: ImageSlice[] = [];
    start(async (given) => {
      slices.push(given);
      return answer;
    });
    await ask(job('agg.1', { later: true }));
    expect(slices).toEqual([slice()]);
  });

  it('answers a batch in one message', async () => {
    start(async () => answer);
    const names = Array.from({ length: batchLimits.jobs }, (_, index) => `agg.${index}`);
    await ask(...names.map((name) => job(name)));
    expect(arrived.map((message) => message.map((partial) => partial.job))).toEqual([names]);
  });

  it('shares the work of a kind among its workers', async () => {
    const served: string[] = [];
    for (const name of ['one', 'other']) {
      start(async () => {
        served.push(name);
        return answer;
      });
    }
    await ask(job('agg.1'));
    await ask(job('agg.2'));
    expect(served.toSorted()).toEqual(['one', 'other']);
  });

  it('lets no slow job hold back the others of its batch', async () => {
    const slow = Promise.withResolvers<WorkerAnswer<'image'>>();
    start(({ container }) => (container === 'slow' ? slow.promise : Promise.resolve(answer)));
    const fast = partials(2);
    messages.publish(
      subjects.work('image'),
      encode({ jobs: [job('agg.1'), job('agg.2', { container: 'slow' }), job('agg.3')] }),
      { reply: replyTo },
    );
    await fast;
    expect(arrived.map((message) => message.map((partial) => partial.job))).toEqual([['agg.1', 'agg.3']]);
    const all = partials(3);
    slow.resolve(answer);
    await all;
    expect(arrived[1]).toMatchObject([{ job: 'agg.2', facts }]);
  });

  describe('fails one job alone', () => {
    const others = [
      { job: 'agg.1', facts },
      { job: 'agg.3', facts },
    ];
    const askThree = async (over: object): Promise<ArrivedPartial | undefined> => {
      const answers = await ask(job('agg.1'), job('agg.2', over), job('agg.3'));
      const sorted = answers.toSorted((left, right) => left.job.localeCompare(right.job));
      expect([sorted[0], sorted[2]]).toMatchObject(others);
      expect(sorted[1]).toMatchObject({ revision: 5, warnings: [] });
      expect(sorted[1]).not.toHaveProperty('facts');
      return sorted[1];
    };
    const throwing =
      (fail: () => Promise<WorkerAnswer<'image'>>): Resolve =>
      ({ container }) =>
        container === 'bad' ? fail() : Promise.resolve(answer);

    it('with a wrong slice, naming the field', async () => {
      start(async () => answer);
      const partial = await askThree({ isolation: 'SECRET' });
      expect(partial?.errors).toEqual([
        {
          seq: stepOrder.worker,
          code: 'invalid-request',
          field: 'slice.isolation',
          message: expect.stringContaining('slice.isolation is "SECRET"'),
          publicMessage: expect.not.stringContaining('SECRET'),
        },
      ]);
      expect(logged.join()).not.toContain('SECRET');
    });

    it('with an error that knows its code and words', async () => {
      const words = wording`option ${'SECRET'} of ${shown('c1')}`;
      const failure = Object.assign(new Error(words.message), { code: 'unavailable', words });
      start(throwing(() => Promise.reject(failure)));
      const partial = await askThree({ container: 'bad' });
      expect(partial?.errors).toEqual([
        {
          seq: stepOrder.worker,
          code: 'unavailable',
          message: 'option SECRET of c1',
          publicMessage: 'option [redacted] of c1',
        },
      ]);
      expect(logged.join()).not.toContain('SECRET');
    });

    it.each<[string, () => Promise<WorkerAnswer<'image'>>]>([
      ['a rejection', () => Promise.reject(new Error('SECRET', { cause: new TypeError('SECRET') }))],
      [
        'an exception outside any promise',
        () => {
          throw new RangeError('SECRET');
        },
      ],
      ['a thrown text', () => Promise.reject('SECRET' as unknown as Error)],
      [
        'a code that is none of ours',
        () => Promise.reject(Object.assign(new Error('SECRET'), { code: 'x', words: {} })),
      ],
      ['no answer', () => Promise.resolve(undefined as unknown as WorkerAnswer<'image'>)],
    ])('with %s, of which nothing but its place is told', async (_, fail) => {
      start(throwing(fail));
      const partial = await askThree({ container: 'bad' });
      expect(partial?.errors).toEqual([
        {
          seq: stepOrder.worker,
          code: 'system',
          message: 'image: unexpected failure in worker; its log has the place',
          publicMessage: 'image: unexpected failure in worker; its log has the place',
        },
      ]);
      const lines = logged.filter((line) => line.includes('"worker failed unexpectedly"'));
      expect(lines.map((line) => JSON.parse(line))).toMatchObject([
        {
          level: 'error',
          kind: 'image',
          request: 'request-agg.2',
          trace: '0af7651916cd43dd8448eb211c80319c',
          job: 'agg.2',
        },
      ]);
      expect(logged.join()).not.toContain('SECRET');
    });

    it('with a decision that no message can carry', async () => {
      const big = { ...facts, layerFolders: ['x'.repeat(messages.maximumBytes)] };
      start(throwing(() => Promise.resolve({ ...answer, facts: big })));
      const partial = await askThree({ container: 'bad' });
      expect(partial?.errors).toMatchObject([
        {
          code: 'invalid-request',
          message: expect.stringMatching(/^image: the decision has 10\d{5} bytes; .* 1048576$/),
        },
      ]);
    });
  });

  it('fails a job that takes too long, whether it heeds its signal or not', async () => {
    const reasons: unknown[] = [];
    start(
      ({ container }, { signal }) =>
        new Promise((_, reject) => {
          if (container === 'heedless') return;
          signal.addEventListener('abort', () => {
            reasons.push(signal.reason);
            reject(new Error('aborted'));
          });
        }),
      { timeoutMs: 5 },
    );
    const answers = await ask(job('agg.1'), job('agg.2', { container: 'heedless' }));
    for (const { errors } of answers) {
      expect(errors).toMatchObject([{ code: 'deadline', message: 'image: the worker did not decide within 5 ms' }]);
    }
    expect(reasons).toMatchObject([{ code: 'deadline' }]);
    expect(logged.join()).not.toContain('unexpectedly');
  });

  it('splits what is more than a batch may hold, and sends a large partial alone', async () => {
    const sizes: Record<string, number> = { small: 10, half: batchLimits.bytes / 2, large: 2 * batchLimits.bytes };
    start(async ({ container }) => ({
      ...answer,
      facts: { ...facts, layerFolders: ['é'.repeat((sizes[container] ?? 0) / 2)] },
    }));
    const containers = ['half', 'half', 'small', 'large', 'small', 'small'];
    await ask(...containers.map((container, index) => job(String(index), { container })));
    expect(arrived.map((message) => message.map((partial) => partial.job))).toEqual([
      ['0'],
      ['1', '2'],
      ['3'],
      ['4', '5'],
    ]);
  });

  it('says that it is overloaded instead of holding more than its limits', async () => {
    const slow = Promise.withResolvers<WorkerAnswer<'image'>>();
    start(() => slow.promise, { maximumOpen: 2 });
    messages.publish(subjects.work('image'), encode({ jobs: [job('agg.1'), job('agg.2')] }), { reply: replyTo });
    const [refused] = await ask(job('agg.3'));
    expect(refused).toMatchObject({
      job: 'agg.3',
      errors: [
        { seq: stepOrder.worker, code: 'overloaded', message: expect.stringContaining('2 jobs open, its limit') },
      ],
    });
    const all = partials(3);
    slow.resolve(answer);
    await all;
    expect(await ask(job('agg.4'))).toMatchObject([{ job: 'agg.4', facts }]);
  });

  it('counts the bytes of open work too', async () => {
    const slow = Promise.withResolvers<WorkerAnswer<'image'>>();
    start(() => slow.promise, { maximumOpenBytes: 10 });
    messages.publish(subjects.work('image'), encode({ jobs: [job('agg.1')] }), { reply: replyTo });
    expect(await ask(job('agg.2'))).toMatchObject([{ job: 'agg.2', errors: [{ code: 'overloaded' }] }]);
    slow.resolve(answer);
  });

  describe('drops what is no work, and works on', () => {
    it.each([
      ['not JSON', 'SECRET'],
      ['no object', '"SECRET"'],
      ['no jobs', '{"jobs":[]}'],
      ['a job without id', encode({ jobs: [{ ...job('SECRET'), job: undefined }] })],
      [
        'a forbidden key in what is right otherwise',
        encode({ jobs: [job('SECRET')] }).replace('[{', '[{"__proto__":{},'),
      ],
      ['deep nesting', '['.repeat(100_000)],
    ])('%s', async (_, text) => {
      start(async () => answer);
      messages.publish(subjects.work('image'), text, { reply: replyTo });
      expect(await ask(job('agg.1'))).toMatchObject([{ job: 'agg.1' }]);
      expect(arrived).toHaveLength(1);
      expect(logged.filter((line) => line.includes('"unreadable work"'))).toHaveLength(1);
      expect(logged.join()).not.toContain('SECRET');
    });

    it('work without a reply subject', async () => {
      start(async () => expect.unreachable());
      messages.publish(subjects.work('image'), encode({ jobs: [job('agg.1')] }));
      await messages.flush();
      await Promise.all(running.splice(0).map((worker) => worker.stop()));
      expect(logged.filter((line) => line.includes('"work without a subject for its answer"'))).toHaveLength(1);
    });

    it('any JSON at all', async () => {
      start(async () => answer);
      const anyJob = fc.oneof(
        fc.jsonValue(),
        fc.record({ job: fc.string(), minRevision: fc.integer(), request: fc.string(), slice: fc.jsonValue() }),
      );
      const anyWork = fc.oneof(
        fc.string(),
        fc.json(),
        fc.array(anyJob).map((jobs) => encode({ jobs })),
      );
      await fc.assert(
        fc.asyncProperty(anyWork, async (text) => {
          messages.publish(subjects.work('image'), text, { reply: 'elsewhere' });
          expect(await ask(job('agg.1'))).toMatchObject([{ job: 'agg.1', facts }]);
        }),
        { numRuns: 200 },
      );
    });
  });

  it('logs nothing at info for a job, and its ids and time at debug', async () => {
    start(async () => answer);
    await ask(job('agg.1'));
    const lines = logged.map((line) => JSON.parse(line));
    expect(lines.map(({ level, event }) => [level, event])).toEqual([
      ['info', 'worker started'],
      ['debug', 'job answered'],
    ]);
    expect(lines[1]).toMatchObject({
      kind: 'image',
      request: 'request-agg.1',
      trace: '0af7651916cd43dd8448eb211c80319c',
      durationMs: expect.any(Number),
    });
  });

  describe('stop', () => {
    it('answers what is open and takes no more', async () => {
      const slow = Promise.withResolvers<WorkerAnswer<'image'>>();
      const begun = Promise.withResolvers<void>();
      const worker = start(() => {
        begun.resolve();
        return slow.promise;
      });
      const answered = ask(job('agg.1'));
      await begun.promise;
      const stopped = worker.stop();
      const refusal = new Promise<Message>((resolve) => messages.subscribe('refused', resolve));
      messages.publish(subjects.work('image'), encode({ jobs: [job('agg.2')] }), { reply: 'refused' });
      expect((await refusal).noResponders).toBe(true);
      slow.resolve(answer);
      await stopped;
      expect(await answered).toMatchObject([{ job: 'agg.1', facts }]);
    });

    it('aborts what is still open after the grace', async () => {
      const begun = Promise.withResolvers<void>();
      const worker = start(
        (_, { signal }) => {
          begun.resolve();
          return new Promise((__, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
        },
        { stopGraceMs: 1 },
      );
      const answered = ask(job('agg.1'));
      await begun.promise;
      await worker.stop();
      expect(await answered).toMatchObject([
        { job: 'agg.1', errors: [{ code: 'unavailable', message: 'image: the worker is being stopped; ask again' }] },
      ]);
    });
  });
});

type Some<T> = { [N in keyof T]?: T[N] };

const partialsOf = ({ text }: Message): ArrivedPartial[] => JSON.parse(text).partials;
