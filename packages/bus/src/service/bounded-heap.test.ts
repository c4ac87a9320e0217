import { startProcess } from '@specline/testing';
import { expect, it } from 'vitest';

const mebibyte = 2 ** 20;

it('a young generation is bounded, and grows again after it shrank where nothing was to do', async () => {
  const fixture = await startProcess('packages/bus/src/service/bounded-heap.fixture.ts');
  expect(await fixture.exited, fixture.stderr()).toBe(0);
  const { busy, idle, again } = JSON.parse(fixture.stdout());
  // While it is collected, it has some more.
  expect(busy / mebibyte).toBeLessThan(33);
  expect(idle / mebibyte).toBeLessThan(4);
  expect(again / mebibyte).toBeGreaterThanOrEqual(15);
  expect(again / mebibyte).toBeLessThan(33);
});
