import { describe, expect, it, vi } from 'vitest';
import type { Machine } from './machine.ts';
import { findProvider } from './provide-servers.ts';
import { namedProvider } from './provider.ts';

function machine(programs: readonly string[], { engine = false, root = false } = {}): Machine {
  return {
    hasProgram: (name) => programs.includes(name),
    hasContainerEngine: async () => engine,
    isRoot: () => root,
  };
}

describe('findProvider', () => {
  const both = ['nats-server', 'redis-server'];

  it.each([
    ['programs on PATH come first', machine(both, { engine: true, root: true }), 'path', []],
    [
      'a container engine comes before an installation',
      machine(['apt-get'], { engine: true, root: true }),
      'containers',
      [],
    ],
    ['root on Debian installs what is missing', machine(['apt-get'], { root: true }), 'path', both],
    [
      'root on Debian keeps what is there',
      machine(['apt-get', 'nats-server'], { root: true }),
      'path',
      ['redis-server'],
    ],
    ['without root there is no installation', machine(['apt-get']), undefined, []],
    ['without apt-get there is no installation', machine([], { root: true }), undefined, []],
  ])('%s', async (_rule, on, provider, installed) => {
    const install = vi.fn();
    expect(await findProvider(on, install)).toBe(provider);
    expect(install.mock.calls.flat(2)).toEqual(installed);
  });
});

describe('namedProvider', () => {
  it('takes the two that exist and refuses the rest', () => {
    expect(namedProvider({})).toBeUndefined();
    expect(namedProvider({ SPECLINE_TEST_SERVERS: 'containers' })).toBe('containers');
    expect(() => namedProvider({ SPECLINE_TEST_SERVERS: 'docker' })).toThrow(
      'SPECLINE_TEST_SERVERS is "docker"; it may be "path" or "containers".',
    );
  });
});
