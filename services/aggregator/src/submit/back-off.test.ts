import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainedDeliveries, restAfter } from './back-off.ts';

describe('the rest of a submit whose attempt came to nothing', () => {
  it.each([
    [1, 1_000],
    [2, 2_000],
    [3, 5_000],
    [4, 15_000],
    [5, 30_000],
    [6, 60_000],
    [7, 60_000],
    [1_000, 60_000],
  ])('after delivery %i is %i ms', (deliveryCount, restMs) => {
    expect(restAfter(deliveryCount)).toBe(restMs);
  });
});

describe('the deliveries that rests explain', () => {
  it.each([
    [0, 1],
    [999, 1],
    [1_000, 2],
    [2_999, 2],
    [3_000, 3],
    [113_000, 7],
    [900_000, 20],
  ])('of a submit of %i ms are %i', (ageMs, count) => {
    expect(explainedDeliveries(ageMs)).toBe(count);
  });

  it('are never fewer than what is delivered after each rest, however long the attempts take', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10_000), { minLength: 1, maxLength: 50 }), (attempts) => {
        let ageMs = 0;
        attempts.forEach((attemptMs, index) => {
          expect(explainedDeliveries(ageMs)).toBeGreaterThanOrEqual(index + 1);
          ageMs += attemptMs + restAfter(index + 1);
        });
      }),
    );
  });
});
