import { type Outcome, shown, summarize, wording } from '@specline/contracts';
import { describe, expect, it } from 'vitest';
import { createLog } from './create-log.ts';
import type { Log, LogLevel } from './log.ts';
import type { SafeFields } from './safe-fields.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** What a log writes, parsed; fails on any line with the mark. */
function written(use: (log: Log) => void, level: LogLevel = 'debug'): Record<string, unknown>[] {
  const lines: string[] = [];
  use(createLog({ service: 'test', level, destination: { write: (line) => void lines.push(line) } }));
  expect(lines.join()).not.toContain('SECRET');
  return lines.map((line) => JSON.parse(line));
}

describe('createLog', () => {
  it('writes one JSON line with level, time, service and event', () => {
    const [line] = written((log) => log.note('started'));
    expect(line).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      service: 'test',
      event: 'started',
    });
  });

  it.each([
    ['debug', true, ['debug', 'info', 'info', 'warn', 'error']],
    ['info', false, ['info', 'info', 'warn', 'error']],
    ['warn', false, ['warn', 'error']],
    ['error', false, ['error']],
    ['silent', false, []],
  ] as const)('at level %s', (level, detailed, levels) => {
    const lines = written((log) => {
      expect(log.detailed).toBe(detailed);
      log.detail('each message');
      log.note('now and then');
      log.outcome({ type: 'composed', id: 'r', node: 'n', container: 'c' }, undefined);
      log.warning('look at this');
      log.failure('broke', new Error('x'));
    }, level);
    expect(lines.map((line) => line.level)).toEqual(levels);
  });

  it('takes as event only words of the source', () => {
    written((log) => {
      const secret: string = 'open text';
      log.note('fixed');
      // @ts-expect-error an open text could hold anything
      log.note(secret);
      // @ts-expect-error a text that is put together could hold anything
      log.note(`found ${secret}`);
    });
  });

  it('picks the safe fields and the trace id, whatever else an object has', () => {
    const fields = {
      request: 'r',
      kind: 'image',
      count: 3,
      option: 'SECRET',
      traceparent,
      node: 'n'.repeat(400),
    } as const;
    expect(written((log) => log.note('x', fields as SafeFields))).toMatchObject([
      {
        request: 'r',
        kind: 'image',
        count: 3,
        trace: '0af7651916cd43dd8448eb211c80319c',
        node: `${'n'.repeat(256)}...`,
      },
    ]);
    const [line] = written((log) => log.note('x', { traceparent: 'SECRET', kind: undefined }));
    expect(line).not.toHaveProperty('trace');
    expect(line).not.toHaveProperty('kind');
  });

  describe('outcome', () => {
    const spec = { ociVersion: 'SECRET' } as never;
    const common = { id: 'r', node: 'n', profile: 'moby-19.03', timings: { total: 12 }, warnings: [] };
    const words = wording`option ${'SECRET'} at ${shown('node')}`;

    it('is the summary, request id and trace id in one line', () => {
      const outcome: Outcome = { ...common, status: 'composed', revision: 4, spec, digest: 'SECRET', staging: [] };
      expect(written((log) => log.outcome(summarize(outcome, 'c'), traceparent), 'info')).toMatchObject([
        {
          level: 'info',
          event: 'outcome',
          outcome: 'composed',
          request: 'r',
          node: 'n',
          container: 'c',
          revision: 4,
          durationMs: 12,
          trace: '0af7651916cd43dd8448eb211c80319c',
          errors: [],
          warnings: [],
        },
      ]);
    });

    it('has errors and warnings in their public form', () => {
      const outcome: Outcome = {
        ...common,
        status: 'failed',
        warnings: [{ code: 'number-wrapped', kind: 'resources', field: 'f', ...words }],
        errors: [{ code: 'invalid-parameter', kind: 'credentials', ...words }],
      };
      const message = 'option [redacted] at node';
      expect(written((log) => log.outcome(summarize(outcome, 'c'), undefined))).toMatchObject([
        {
          outcome: 'failed',
          errors: [{ code: 'invalid-parameter', kind: 'credentials', message }],
          warnings: [{ code: 'number-wrapped', kind: 'resources', field: 'f', message }],
        },
      ]);
    });

    it('has nothing that a summary does not declare', () => {
      const summary = { type: 'composed', id: 'r', node: 'n', container: 'c', spec: 'SECRET' } as const;
      const entry = { code: 'system', kind: 'image', message: 'm', option: 'SECRET' } as const;
      written((log) => log.outcome({ ...summary, errors: [entry] }, 'SECRET'));
    });
  });

  describe('failure', () => {
    const errorOf = (error: unknown): unknown => written((log) => log.failure('broke', error))[0]?.error;

    it('tells name, code and frames of an error and its causes, never their messages', () => {
      const root = Object.assign(new Error('connect SECRET'), { code: 'ECONNREFUSED' });
      const middle = new RangeError('a\n    at SECRET (file:///SECRET.ts:1:1)\n', { cause: root });
      const error = errorOf(new TypeError('SECRET', { cause: middle }));
      const frames = expect.arrayContaining([expect.stringMatching(/create-log\.test\.ts:\d+:\d+/)]);
      expect(error).toMatchObject({
        name: 'TypeError',
        frames,
        cause: { name: 'RangeError', frames, cause: { name: 'Error', code: 'ECONNREFUSED', frames } },
      });
    });

    it('tells the public words of a known failure', () => {
      const words = wording`no ${'SECRET'} on ${shown('win-01')}`;
      const known = Object.assign(new Error(words.message), { code: 'not-found', words });
      expect(errorOf(known)).toMatchObject({ code: 'not-found', message: 'no [redacted] on win-01' });
    });

    it.each([
      ['a text', 'SECRET', 'string'],
      ['an object', { message: 'SECRET', code: 'SECRET' }, 'object'],
      ['undefined', undefined, 'undefined'],
      ['an odd name and code', Object.assign(new Error('x'), { name: 'my SECRET', code: 'my SECRET' }), 'Error'],
      ['a code that is an object', Object.assign(new Error('x'), { code: { a: 'SECRET' } }), 'Error'],
      ['a stack of its own', Object.assign(new Error('x'), { stack: 'x\n    at SECRET' }), 'Error'],
      ['no stack', Object.assign(new Error('SECRET'), { stack: undefined }), 'Error'],
      ['words that are none', Object.assign(new Error('SECRET'), { code: 'system', words: { message: 7 } }), 'Error'],
    ])('makes do with %s', (_, thrown, name) => {
      expect(errorOf(thrown)).toMatchObject({ name });
    });

    it('gives no frames where the message is not where the engine put it, for it could look like one', () => {
      const error = new Error('x\n    at SECRET (file:///x.ts:1:1)');
      expect(error.stack).toContain('SECRET');
      error.message = 'changed';
      expect(errorOf(error)).toMatchObject({ frames: [] });
    });

    it('gives the frames of errors without a message and of odd headers', () => {
      const bare = Object.assign(new Error(), { stack: 'Error\n    at f (file:///x.ts:1:1)\n    at file:///y.ts:2:2' });
      expect(errorOf(bare)).toMatchObject({ frames: ['f (file:///x.ts:1:1)', 'file:///y.ts:2:2'] });
      const renamed = new Error('SECRET');
      renamed.name = 'Renamed';
      expect(errorOf(renamed)).toMatchObject({ name: 'Renamed', frames: expect.arrayContaining([expect.any(String)]) });
      const aborted = errorOf(AbortSignal.abort().reason);
      expect(aborted).toMatchObject({ name: 'AbortError', frames: expect.arrayContaining([expect.any(String)]) });
      const systemError = (() => {
        try {
          return JSON.parse('SECRET{');
        } catch (error) {
          return error;
        }
      })();
      expect(errorOf(systemError)).toMatchObject({
        name: 'SyntaxError',
        frames: expect.arrayContaining([expect.any(String)]),
      });
    });

    it('ends with a cause that is its own', () => {
      const error = new Error('SECRET');
      error.cause = error;
      expect(errorOf(error)).toMatchObject({ cause: { cause: { name: 'Error' } } });
    });
  });
});
