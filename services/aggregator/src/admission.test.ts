import { describe, expect, it } from 'vitest';
import { admission } from './admission.ts';
import { noCounts } from './counts.ts';

describe('admission', () => {
  it.each([
    ['below both limits', [10, 10], 10, true],
    ['at the number of requests', [10, 10, 10], 1, false],
    ['at the number of bytes', [50, 40], 10, true],
    ['one byte above it', [50, 40], 11, false],
    ['above it, with nothing else open', [], 101, true],
  ])('%s', (_, open, bytes, taken) => {
    const gate = admission({ maximumOpen: 3, maximumOpenBytes: 100 }, noCounts());
    for (const each of open) expect(gate.admit(each)).toBeUndefined();
    const refusal = gate.admit(bytes);
    if (taken) expect(refusal).toBeUndefined();
    else
      expect(refusal).toMatchObject({ code: 'overloaded', message: expect.stringContaining('ask again after 250 ms') });
  });

  it('takes again what was given back', () => {
    const gate = admission({ maximumOpen: 1, maximumOpenBytes: 100 }, noCounts());
    gate.admit(100);
    expect(gate.admit(1)).toBeDefined();
    gate.release(100);
    expect(gate.admit(100)).toBeUndefined();
  });

  it('tells when nothing is open, also when it never was', async () => {
    const gate = admission({ maximumOpen: 2, maximumOpenBytes: 100 }, noCounts());
    await gate.emptied();
    gate.admit(1);
    gate.admit(2);
    let empty = false;
    const emptied = gate.emptied().then(() => {
      empty = true;
    });
    gate.release(1);
    await Promise.resolve();
    expect(empty).toBe(false);
    gate.release(2);
    await emptied;
  });
});
