import { MessageTooLarge, NoResponders, RequestTimeout } from '@specline/bus';
import { errorCodes, errorTable, publicForm, wording } from '@specline/contracts';
import { describe, expect, it } from 'vitest';
import { RequestFailed, SpeclineError, speclineError } from './errors.ts';

describe('whether the same call may work later', () => {
  it.each(errorCodes)('is what the error table says of %s', (code) => {
    expect(new SpeclineError(code, wording`retry`).retryable).toBe(errorTable[code].retryable);
  });
});

describe('a failure of the bus', () => {
  it.each([
    ['nobody there', new NoResponders('specline.v1.create'), 'unavailable', true],
    ['too slow', new RequestTimeout('specline.v1.create', 5), 'deadline', true],
    ['too large', new MessageTooLarge(2, 1), 'invalid-request', false],
  ])('keeps its code, its words and itself: %s', (_title, cause, code, retryable) => {
    const error = speclineError(cause);
    expect(error).toBeInstanceOf(SpeclineError);
    expect(error).toMatchObject({ name: 'SpeclineError', code, retryable, message: cause.message, cause });
  });

  it.each([
    ['a fault of the code', new TypeError('x')],
    ["an abort's reason", 'enough'],
    ['one of ours', new SpeclineError('conflict', wording`x`)],
  ])('is not what is something else: %s', (_title, error) => {
    expect(speclineError(error)).toBe(error);
  });
});

describe('a failed request', () => {
  const first = { code: 'overloaded', kind: 'request', message: 'busy with hush' } as const;
  const second = { code: 'not-found', kind: 'image', message: 'no image' } as const;

  it('is what its first error is, and has all', () => {
    const error = new RequestFailed({ errors: [first, second], warnings: [] });
    expect(error).toMatchObject({
      name: 'RequestFailed',
      code: 'overloaded',
      retryable: true,
      errors: [first, second],
    });
    expect(error.message).toBe('busy with hush (and 1 more)');
    expect(new RequestFailed({ errors: [second], warnings: [] })).toMatchObject({
      message: 'no image',
      retryable: false,
    });
  });

  it('says in a log nothing that is private', () => {
    const { words } = new RequestFailed({ errors: [first, second], warnings: [] });
    expect(publicForm(words)).toBe('the request failed: overloaded (and 1 more)');
  });
});
