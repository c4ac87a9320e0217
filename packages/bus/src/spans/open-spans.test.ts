import { expect, it } from 'vitest';
import { silentLog } from '../log/silent-log.ts';
import { noSpans } from '../spans.ts';
import { openSpans } from './open-spans.ts';

it('without a collector spans go nowhere', async () => {
  expect(await openSpans({ service: 'test', endpoint: undefined, log: silentLog })).toBe(noSpans);
  expect(noSpans.wanted).toBe(false);
});
