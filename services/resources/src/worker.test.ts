import { expect, it } from 'vitest';
import { resourcesWorker } from './worker.ts';

it('answers from the slice alone, at the revision that was asked for', async () => {
  const limits = {
    CpuShares: 70_000,
    CpuPercent: 0,
    CpuCount: 2,
    NanoCpus: 0,
    Memory: 1_048_576,
    IOMaximumBandwidth: 0,
    IOMaximumIOps: 0,
  };
  const slice = {
    node: 'win-01',
    container: 'c1',
    isolation: 'process',
    osBuild: 17763,
    cpus: 4,
    limits,
    devices: ['class/x'],
    privileged: false,
    capAdd: ['UNKNOWN'],
    capDrop: [],
    capabilities: null,
    deviceCgroupRules: [],
  } as const;
  const { signal } = new AbortController();
  const worker = resourcesWorker();
  const answer = await worker.resolve(worker.kind.slice.parse(slice), { signal, atLeast: 42 });
  expect(answer).toMatchObject({
    revision: 42,
    facts: {
      windows: { memory: { limit: 1_048_576 }, cpu: { count: 2, shares: 4_464, maximum: 0 } },
      devices: [{ id: 'x', idType: 'class' }],
    },
    errors: [{ code: 'invalid-parameter', field: 'container.HostConfig.CapAdd[0]', when: { platform: 'linux' } }],
  });
  expect(answer.warnings.map(({ code }) => code)).toContain('number-wrapped');
});
