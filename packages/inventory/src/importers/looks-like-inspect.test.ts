import { expect, it } from 'vitest';
import { looksLikeInspect } from './looks-like-inspect.ts';

const inspected = { Id: 'a', State: {}, HostConfig: {}, Config: {} };

it.each<[string, unknown, boolean]>([
  ['a container', inspected, true],
  ['a list of one', [inspected], true],
  ['a list of several', [inspected, inspected], true],
  ['what is printed when there is none', [], true],
  ['an image, to be refused by name', [{ Id: 'sha256:a', Config: {} }], true],
  ['a request', { id: 'a', node: 'n', container: inspected }, false],
  ['a bundle', { request: { container: inspected }, inventory: {} }, false],
  ['a list of bundles', [{ request: {} }], false],
  ['an empty object', {}, false],
  ['a text', 'docker inspect', false],
  ['null', null, false],
])('%s: %j is %s', (_, value, expected) => {
  expect(looksLikeInspect(value)).toBe(expected);
});
