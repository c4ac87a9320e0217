import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { JsonError } from './codec.ts';
import { InvalidRequest, invalidField, unreadable, validate } from './invalid-request.ts';

const schema = z.strictObject({
  name: z.string().optional(),
  count: z.int().optional(),
  list: z.array(z.object({ path: z.string() })).optional(),
  map: z.record(z.string(), z.string()).optional(),
});

/** The refusal of a value by the schema above. */
function refusal(value: unknown): InvalidRequest {
  try {
    validate(schema, value, 'bundle');
  } catch (error) {
    if (error instanceof InvalidRequest) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('a refusal names field, value and remedy', () => {
  test.each([
    {
      why: 'a wrong type',
      value: { name: 7 },
      field: 'bundle.name',
      message: 'bundle.name is 7: must be a text',
    },
    {
      why: 'an unknown field',
      value: { nmae: 'x' },
      field: 'bundle.nmae',
      message: 'bundle.nmae is "x": is not a field here; remove it or correct its name',
    },
    {
      why: 'inside a list',
      value: { list: [{ path: 'a' }, { path: null }] },
      field: 'bundle.list[1].path',
      message: 'bundle.list[1].path is null: must be a text',
    },
    {
      why: 'a missing field',
      value: { list: [{}] },
      field: 'bundle.list[0].path',
      message: 'bundle.list[0].path is missing: must be a text',
    },
    {
      why: 'a key that is no word',
      value: { map: { 'C:\\a "b"': true } },
      field: 'bundle.map["C:\\\\a \\"b\\""]',
      message: 'bundle.map["C:\\\\a \\"b\\""] is true: must be a text',
    },
    {
      why: 'a list instead of an object',
      value: [],
      field: 'bundle',
      message: 'bundle is a list: must be an object',
    },
    {
      why: 'an object instead of a text',
      value: { name: { secret: 1 } },
      field: 'bundle.name',
      message: 'bundle.name is an object: must be a text',
    },
    {
      why: 'a long integer',
      value: { name: 18446744073709551615n },
      field: 'bundle.name',
      message: 'bundle.name is 18446744073709551615: must be a text',
    },
  ])('$why', ({ value, field, message }) => {
    expect(refusal(value).errors).toMatchObject([
      { code: 'invalid-request', kind: 'request', field, message, publicMessage: expect.any(String) },
    ]);
  });

  test('a valid document is handed back', () => {
    expect(validate(schema, { name: 'x', count: 1 }, 'bundle')).toEqual({ name: 'x', count: 1 });
  });

  test('each unknown field is named', () => {
    expect(refusal({ a: 1, b: 2, name: 3 }).errors.map(({ field }) => field)).toEqual([
      'bundle.name',
      'bundle.a',
      'bundle.b',
    ]);
  });

  test('no more than twenty faults are named', () => {
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`key${index}`, index]));
    expect(refusal(many).errors).toHaveLength(20);
    expect(refusal({ list: Array.from({ length: 100_000 }, () => 0) }).errors).toHaveLength(20);
  });

  test('long values and keys are shortened, also through a surrogate pair', () => {
    const [error] = refusal({ count: 'x'.repeat(5_000_000) }).errors;
    expect(error?.message).toBe(`bundle.count is "${'x'.repeat(76)}...: must be a number`);
    const [cut] = refusal({ count: `${'x'.repeat(75)}\u{1f600}${'x'.repeat(75)}` }).errors;
    expect(cut?.message).toContain(`"${'x'.repeat(75)}\ufffd...:`);
    const [key] = refusal({ map: { [`${'k'.repeat(1000)}.`]: 1 } }).errors;
    expect(key?.field).toBe(`bundle.map["${'k'.repeat(77)}..."]`);
  });

  test('the value is private, field and remedy are not', () => {
    const [error] = refusal({ count: 'hunter2' }).errors;
    expect(error?.publicMessage).toBe('bundle.count is [redacted]: must be a number');
  });

  test.each([
    { value: [], words: 'bundle is a list: must be an object' },
    { value: { list: [{}] }, words: 'bundle.list[0].path is missing: must be a text' },
    {
      value: { count: Number.POSITIVE_INFINITY },
      words: 'bundle.count is a number too large to be read: must be a number',
    },
  ])('what only tells the kind of a value is not private: $words', ({ value, words }) => {
    expect(refusal(value).errors).toMatchObject([{ message: words, publicMessage: words }]);
  });

  test('an unknown field is private, the object that it stands in is not', () => {
    const [error] = refusal({ hunter2: 'hunter2' }).errors;
    expect(error).toMatchObject({ field: 'bundle.hunter2', publicField: 'bundle' });
    expect(error?.publicMessage).toBe('[redacted] is [redacted]: is not a field here; remove it or correct its name');
  });

  test('the exception itself has the public forms, as it may end in a log, and keeps its cause', () => {
    const error = refusal({ name: 1, count: 'hunter2', hunter2: 0 });
    expect(error.message).toBe(error.errors.map(({ publicMessage }) => publicMessage).join('; '));
    expect(error.stack).not.toContain('hunter2');
    expect(error.cause).toBeInstanceOf(z.ZodError);
  });
});

test('a fault that no schema sees', () => {
  const error = invalidField('request.node', 'win-02', 'must be "win-01"');
  expect(error.errors).toEqual([
    {
      code: 'invalid-request',
      kind: 'request',
      field: 'request.node',
      message: 'request.node is "win-02": must be "win-01"',
      publicMessage: 'request.node is [redacted]: must be "win-01"',
    },
  ]);
});

test('a text that is no JSON, which an excerpt in the reason must not show in logs', () => {
  const cause = new JsonError('is not JSON: Unexpected token h in "hunter2"');
  const error = unreadable('line 7', cause);
  expect(error.errors).toEqual([
    {
      code: 'invalid-request',
      kind: 'request',
      message: 'line 7 is not JSON: Unexpected token h in "hunter2"',
      publicMessage: 'line 7 [redacted]',
    },
  ]);
  expect(error.cause).toBe(cause);
});
