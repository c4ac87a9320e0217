import { type ComposedOutcome, encode, type FailedOutcome, type Spec } from '@specline/contracts';
import { describe, expect, it } from 'vitest';
import { outcomeFor } from './outcome-for.ts';

const spec: Spec = {
  ociVersion: '1.0.1-dev',
  process: {
    user: { uid: 0, gid: 0 },
    args: ['app.exe', '--password', 'hush'],
    env: ['TOKEN=hush=hush', '=C:=C:\\hush', 'hush'],
    cwd: 'C:\\',
  },
  root: { path: 'C:\\root' },
  windows: {
    layerFolders: ['C:\\layer'],
    credentialSpec: '{"hush":1}',
    resources: { memory: { limit: 0 }, cpu: { count: 0, shares: 0, maximum: 0 }, storage: { iops: 0, bps: 0 } },
    network: {},
  },
};
const warning = { code: 'credential-spec-replaced', kind: 'credentials', message: 'hush is replaced' } as const;
const common = { id: 'a', node: 'n', profile: 'moby-19.03', timings: { total: 1 }, revision: 3 };
const composed: ComposedOutcome = {
  ...common,
  status: 'composed',
  spec,
  digest: 'sha256:1',
  staging: [{ step: 'mountRootfs' }],
  warnings: [{ ...warning, publicMessage: '[redacted] is replaced' }],
};
const failed: FailedOutcome = {
  ...common,
  status: 'failed',
  warnings: [],
  errors: [
    {
      code: 'invalid-parameter',
      kind: 'credentials',
      field: 'a.hush',
      publicField: 'a',
      message: 'no hush',
      publicMessage: 'no [redacted]',
    },
    { code: 'system', kind: 'mounts', field: 'hush', message: 'hush' },
  ],
};

describe('an outcome for who may see secrets', () => {
  it.each([composed, failed])('is all that its caller got: $status', (outcome) => {
    const shown = outcomeFor({ secrets: true }, outcome);
    expect(shown).toMatchObject({ id: 'a', status: outcome.status });
    expect(encode(shown)).not.toContain('[redacted]');
    if (outcome.status === 'composed') expect(shown).toMatchObject({ spec, digest: 'sha256:1' });
  });
});

describe('an outcome for everybody', () => {
  it.each([composed, failed])('has nothing private: $status', (outcome) => {
    expect(encode(outcomeFor({ secrets: false }, outcome))).not.toContain('hush');
  });

  it('keeps names and all else of a spec, but not its digest', () => {
    const { digest: _digest, ...rest } = composed;
    expect(outcomeFor({ secrets: false }, composed)).toEqual({
      ...rest,
      spec: {
        ...spec,
        process: {
          ...spec.process,
          args: ['[redacted]', '[redacted]', '[redacted]'],
          env: ['TOKEN=[redacted]', '=C:=[redacted]', '[redacted]'],
        },
        windows: { ...spec.windows, credentialSpec: '[redacted]' },
      },
      warnings: [{ ...warning, message: '[redacted] is replaced' }],
    });
  });

  it('has the public forms of errors, and nothing of such without one', () => {
    expect(outcomeFor({ secrets: false }, failed)).toMatchObject({
      errors: [
        { code: 'invalid-parameter', kind: 'credentials', field: 'a', message: 'no [redacted]' },
        { code: 'system', kind: 'mounts', message: '[redacted]' },
      ],
    });
  });
});
