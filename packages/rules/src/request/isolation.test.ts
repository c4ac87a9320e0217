import type { CreateRequest, NodeFacts } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
import { isolationWarnings, settleIsolation } from './isolation.ts';

const asking = (Isolation: string | null | undefined): CreateRequest => ({
  node: 'win-01',
  container: { Id: 'c1', Path: 'x', Image: 'i', Config: {}, HostConfig: { Isolation } },
});

const withDefault = (defaultIsolation: string): NodeFacts => ({
  name: 'win-01',
  osBuild: 17763,
  cpus: 1,
  dockerRoot: 'C:\\docker',
  defaultIsolation,
  lcowSupported: false,
});

describe('isolation: the container\u2019s own word, else the node\u2019s default', () => {
  test.each([
    { asked: 'process', node: 'hyperv', settled: 'process' },
    { asked: 'hyperv', node: 'process', settled: 'hyperv' },
    { asked: 'HyperV', node: 'process', settled: 'hyperv' },
    { asked: 'PROCESS', node: 'hyperv', settled: 'process' },
    { asked: '', node: 'hyperv', settled: 'hyperv' },
    { asked: null, node: 'hyperv', settled: 'hyperv' },
    { asked: undefined, node: 'hyperv', settled: 'hyperv' },
    { asked: 'Default', node: 'hyperv', settled: 'hyperv' },
    { asked: 'default', node: 'process', settled: 'process' },
    { asked: '', node: 'HYPERV', settled: 'hyperv' },
    { asked: '', node: 'default', settled: 'process' },
    { asked: '', node: '', settled: 'process' },
    { asked: '', node: 'bogus', settled: 'process' },
    { asked: 'bogus', node: 'hyperv', settled: 'process' },
    { asked: 'hyperv ', node: 'hyperv', settled: 'process' },
    { asked: ' hyperv', node: 'hyperv', settled: 'process' },
    { asked: ' ', node: 'hyperv', settled: 'process' },
    { asked: ' default', node: 'hyperv', settled: 'process' },
  ])('$asked on $node: $settled', ({ asked, node, settled }) => {
    expect(settleIsolation(asking(asked), withDefault(node))).toBe(settled);
  });
});

describe('isolation: an unknown word gives a warning', () => {
  test.each(['bogus', 'hyperv ', ' ', 'hyper-v'])('%j', (word) => {
    expect(isolationWarnings(asking(word))).toEqual([
      {
        code: 'unknown-isolation',
        field: 'container.HostConfig.Isolation',
        message: `isolation ${JSON.stringify(word)} is unknown and means process`,
        publicMessage: 'isolation [redacted] is unknown and means process',
      },
    ]);
  });

  test.each(['', null, undefined, 'default', 'DEFAULT', 'Process', 'HYPERV'])('none for %j', (word) => {
    expect(isolationWarnings(asking(word))).toEqual([]);
  });
});
