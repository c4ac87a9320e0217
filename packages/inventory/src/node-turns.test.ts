import { expect, it } from 'vitest';
import { NodeTurns } from './node-turns.ts';

it('lets works of one node wait for each other, and those of others not', async () => {
  const turns = new NodeTurns();
  const seen: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = turns.run('win-01', async () => {
    seen.push('first starts');
    await gate.promise;
    seen.push('first ends');
  });
  const second = turns.run('win-01', async () => seen.push('second'));
  await turns.run('win-02', async () => seen.push('other'));
  expect(seen).toEqual(['first starts', 'other']);
  gate.resolve();
  await Promise.all([first, second]);
  expect(seen).toEqual(['first starts', 'other', 'first ends', 'second']);
});

it('goes on after a work that failed, and gives each its own result', async () => {
  const turns = new NodeTurns();
  const failed = turns.run('win-01', () => Promise.reject(new Error('away')));
  const next = turns.run('win-01', async () => 'done');
  await expect(failed).rejects.toThrow('away');
  await expect(next).resolves.toBe('done');
});
