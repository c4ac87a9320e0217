import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { ClosedLoop } from './closed-loop.ts';

it('a closed loop keeps as many requests open as it is told, each with an index of its own', async () => {
  const asked: number[] = [];
  let open = 0;
  let most = 0;
  const loop = new ClosedLoop({
    async ask(index) {
      asked.push(index);
      most = Math.max(most, ++open);
      await wait(1);
      open--;
      return index;
    },
    text: String,
  });
  const first = await loop.run({ open: 7, milliseconds: 30 });
  expect(most).toBe(7);
  expect(first.completed).toBe(asked.length);
  expect(first.milliseconds).toBeGreaterThanOrEqual(30);
  expect(first.p50).toBeGreaterThan(0);
  expect(first.p99).toBeGreaterThanOrEqual(first.p50);
  expect(first.samples[0]).toEqual({ index: 0, text: '0' });
  const second = await loop.run({ open: 1, milliseconds: 5 });
  expect(asked).toEqual(Array.from({ length: first.completed + second.completed }, (_, index) => index));
});

it('ends at the first wrong answer', async () => {
  const loop = new ClosedLoop({ ask: () => Promise.reject(new Error('wrong')), text: String });
  await expect(loop.run({ open: 3, milliseconds: 1_000 })).rejects.toThrow('wrong');
});
