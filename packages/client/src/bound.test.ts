import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { bound, orAborted, within } from './bound.ts';

const never = new Promise<never>(() => {});
const closing = new AbortController().signal;

describe('what ends a call', () => {
  it.each([
    ['the time', { timeoutMs: 1, closing }, { code: 'deadline', retryable: true }],
    ["the caller's signal", { signal: AbortSignal.abort('enough'), closing }, 'enough'],
    ['the end of the client', { closing: AbortSignal.abort('closed') }, 'closed'],
  ])('is %s', async (_title, ends, reason) => {
    const ended = within(ends, (signal) => orAborted(never, signal)).catch((error: unknown) => error);
    if (typeof reason === 'string') expect(await ended).toBe(reason);
    else expect(await ended).toMatchObject(reason);
  });

  it('is let go of when the call is over, and not before', async () => {
    const { signal } = new AbortController();
    const listeners = () => getEventListeners(signal, 'abort').length;
    const { promise, resolve } = Promise.withResolvers<number>();
    const call = within({ signal, closing: signal }, () => promise);
    expect(listeners()).toBe(2);
    resolve(7);
    expect(await call).toBe(7);
    expect(listeners()).toBe(0);
    await expect(within({ signal, closing: signal }, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(listeners()).toBe(0);
  });

  it('may have ended it before it begins', async () => {
    let begun = false;
    const work = async (): Promise<void> => {
      begun = true;
    };
    await expect(within({ signal: AbortSignal.abort('enough'), closing }, work)).rejects.toBe('enough');
    expect(begun).toBe(false);
  });

  it('is nothing where nothing is given', () => {
    using limit = bound({ closing });
    expect(limit.signal.aborted).toBe(false);
  });
});

describe('waiting for what knows of no signal', () => {
  it('ends at once where the signal has fired', async () => {
    await expect(orAborted(never, AbortSignal.abort('enough'))).rejects.toBe('enough');
  });

  it('gives the result, or the failure', async () => {
    expect(await orAborted(Promise.resolve(7), closing)).toBe(7);
    await expect(orAborted(Promise.reject(new Error('no')), closing)).rejects.toThrow('no');
    expect(getEventListeners(closing, 'abort')).toEqual([]);
  });
});
