import type { OutcomeWarning, Spec } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
import { canonicalSpec } from './canonical.ts';
import {
  type Change,
  changed,
  linuxSample,
  linuxSpec,
  type Sample,
  windowsSample,
  windowsSpec,
} from './compose.fixture.ts';
import { compose } from './compose.ts';

/** The spec of a sample with a change; throws where composing it fails. */
function specOf(sample: Sample, change: Change = {}): Spec {
  const composition = compose(changed(sample, change));
  if ('errors' in composition) throw new Error(composition.errors.map(({ message }) => message).join());
  return composition.spec;
}

const onWindows = (change: Change) => specOf(windowsSample, change);
const onLinux = (change: Change) => specOf(linuxSample, change);

describe('the whole spec', () => {
  test.each([
    { platform: 'Windows', sample: windowsSample, spec: windowsSpec },
    { platform: 'Linux', sample: linuxSample, spec: linuxSpec },
  ])('$platform, its members in the order of the runtime specification', ({ sample, spec }) => {
    expect(specOf(sample)).toEqual(spec);
    expect(JSON.stringify(specOf(sample))).toBe(JSON.stringify(spec));
  });

  test('with its staging plan, and without warnings', () => {
    expect(compose(changed(windowsSample, {}))).toMatchObject({
      staging: windowsSample.facts.mounts.staging,
      warnings: [],
    });
  });
});

describe('process: arguments', () => {
  test.each<{ why: string; change: Change; args: string[] }>([
    { why: 'no arguments', change: { container: { Args: null } }, args: ['cmd'] },
    {
      why: 'the path is escaped too',
      change: { container: { Path: 'C:\\Program Files\\x.exe', Args: [] } },
      args: ['"C:\\Program Files\\x.exe"'],
    },
    { why: 'an empty path', change: { container: { Path: '', Args: [''] } }, args: ['""', '""'] },
    {
      why: 'escaped already',
      change: { config: { ArgsEscaped: true }, container: { Args: ['a b', '', '"'] } },
      args: ['cmd', 'a b', '', '"'],
    },
  ])('Windows: $why', ({ change, args }) => {
    expect(onWindows(change)).toEqual({ ...windowsSpec, process: { ...windowsSpec.process, args } });
  });

  test.each([true, false])('Linux: never escaped (ArgsEscaped %s)', (ArgsEscaped) => {
    const change = { config: { ArgsEscaped }, container: { Args: ['a b', '', 'a"b\\'] } };
    expect(onLinux(change).process.args).toEqual(['cmd', 'a b', '', 'a"b\\']);
  });
});

describe('process: directory', () => {
  test.each([
    { WorkingDir: 'relative', windows: 'relative', linux: 'relative' },
    { WorkingDir: '\\..\\x/', windows: '\\..\\x/', linux: '\\..\\x/' },
    { WorkingDir: ' ', windows: ' ', linux: ' ' },
    { WorkingDir: '', windows: 'C:\\', linux: '/' },
    { WorkingDir: null, windows: 'C:\\', linux: '/' },
  ])('$WorkingDir', ({ WorkingDir, windows, linux }) => {
    expect(onWindows({ config: { WorkingDir } })).toEqual({
      ...windowsSpec,
      process: { ...windowsSpec.process, cwd: windows },
    });
    expect(onLinux({ config: { WorkingDir } })).toEqual({
      ...linuxSpec,
      process: { ...linuxSpec.process, cwd: linux },
    });
  });
});

describe('process: user, a name and nothing else', () => {
  const nobody = { uid: 0, gid: 0 };
  test.each([
    { User: '1000:1000', user: { ...nobody, username: '1000:1000' } },
    { User: 'DOMAIN\\svc', user: { ...nobody, username: 'DOMAIN\\svc' } },
    { User: ' ', user: { ...nobody, username: ' ' } },
    { User: '', user: nobody },
    { User: null, user: nobody },
  ])('$User', ({ User, user }) => {
    expect(onWindows({ config: { User } })).toEqual({ ...windowsSpec, process: { ...windowsSpec.process, user } });
    expect(onLinux({ config: { User } }).process.user).toEqual(user);
  });
});

describe('process: console', () => {
  test.each([
    { ConsoleSize: [0, 0], consoleSize: { height: 0, width: 0 } },
    { ConsoleSize: [7, 18446744073709551615n], consoleSize: { height: 7, width: 18446744073709551615n } },
    { ConsoleSize: null, consoleSize: { height: 0, width: 0 } },
  ])('with a terminal, height before width: $ConsoleSize', ({ ConsoleSize, consoleSize }) => {
    expect(onWindows({ hostConfig: { ConsoleSize } })).toEqual({
      ...windowsSpec,
      process: { ...windowsSpec.process, consoleSize },
    });
  });

  test.each([false, null])('without a terminal neither is there (%s)', (Tty) => {
    const { terminal, consoleSize, ...rest } = windowsSpec.process;
    expect([terminal, consoleSize]).not.toContain(undefined);
    expect(onWindows({ config: { Tty } })).toEqual({ ...windowsSpec, process: rest });
  });
});

describe('process: environment', () => {
  test('an empty one is left out', () => {
    const { env, ...rest } = windowsSpec.process;
    expect(env).toBeDefined();
    expect(onWindows({ config: { Env: null } })).toEqual({ ...windowsSpec, process: rest });
  });

  test.each([
    { why: 'absent: the image\u2019s', OS: undefined, windows: ['A=1'], linux: linuxSpec.process.env },
    { why: 'empty: the node\u2019s, Windows', OS: '', windows: ['A=1'], linux: ['A=1'] },
    { why: 'another than the image\u2019s', OS: 'linux', windows: linuxSpec.process.env, linux: linuxSpec.process.env },
    { why: 'only the exact word', OS: 'Linux', windows: ['A=1'], linux: ['A=1'] },
  ])('the container\u2019s own OS decides on defaults, $why', ({ OS, windows, linux }) => {
    expect(onWindows({ container: { OS } }).process.env).toEqual(windows);
    expect(onLinux({ container: { OS } }).process.env).toEqual(linux);
  });
});

describe('process: capabilities', () => {
  test('none leave the lists out, not the object', () => {
    expect(onLinux({ facts: { resources: { capabilities: [] } } })).toEqual({
      ...linuxSpec,
      process: { ...linuxSpec.process, capabilities: {} },
    });
  });
});

describe('root', () => {
  test.each([false, null])('of a Linux image is writable unless said otherwise (%s)', (ReadonlyRootfs) => {
    expect(onLinux({ hostConfig: { ReadonlyRootfs } })).toEqual({ ...linuxSpec, root: { path: 'rootfs' } });
  });

  test('may be empty, and is there all the same', () => {
    expect(onWindows({ facts: { image: { rootPath: '' } } })).toEqual({ ...windowsSpec, root: { path: '' } });
  });
});

describe('hostname: name and domain', () => {
  test.each([
    { Hostname: 'web', Domainname: '', hostname: 'web' },
    { Hostname: 'web', Domainname: null, hostname: 'web' },
    { Hostname: '', Domainname: 'corp.local', hostname: '.corp.local' },
    { Hostname: null, Domainname: 'corp.local', hostname: '.corp.local' },
    { Hostname: 'H', Domainname: 'CORP', hostname: 'H.CORP' },
  ])('$hostname', ({ Hostname, Domainname, hostname }) => {
    expect(onWindows({ config: { Hostname, Domainname } })).toEqual({ ...windowsSpec, hostname });
    expect(onLinux({ config: { Hostname, Domainname } }).hostname).toBe(hostname);
  });

  test('neither: left out', () => {
    const { hostname, ...rest } = windowsSpec;
    expect(hostname).toBeDefined();
    expect(onWindows({ config: { Hostname: '', Domainname: '' } })).toEqual(rest);
  });
});

describe('mounts', () => {
  test('none: left out on Windows, the defaults on Linux', () => {
    const { mounts, ...rest } = windowsSpec;
    expect(mounts).toBeDefined();
    expect(onWindows({ facts: { mounts: { mounts: [] } } })).toEqual(rest);
    expect(onLinux({ facts: { mounts: { mounts: [] } } })).toEqual({
      ...linuxSpec,
      mounts: linuxSpec.mounts?.slice(0, 7),
    });
  });

  test('an empty source is left out', () => {
    const mounts = [{ source: '', destination: 'x', readOnly: true }];
    expect(onWindows({ facts: { mounts: { mounts } } }).mounts).toEqual([{ destination: 'x', options: ['ro'] }]);
    expect(onLinux({ facts: { mounts: { mounts } } }).mounts?.at(-1)).toEqual({
      destination: 'x',
      type: 'bind',
      options: ['ro', 'rbind', 'uvmpath=/tmp/gcs/c1/binds'],
    });
  });

  test('nothing replaces a default of the same destination', () => {
    const mounts = [{ source: 'C:\\proc', destination: '/proc', readOnly: false }];
    const destinations = onLinux({ facts: { mounts: { mounts } } }).mounts?.map(({ destination }) => destination);
    expect(destinations?.filter((destination) => destination === '/proc')).toHaveLength(2);
  });
});

describe('the Linux section', () => {
  test('the container\u2019s device rules replace the defaults, also by none', () => {
    expect(onLinux({ facts: { resources: { deviceCgroupRules: [] } } })).toEqual({
      ...linuxSpec,
      linux: { ...linuxSpec.linux, resources: {} },
    });
  });
});

describe('the Windows section', () => {
  const onlyWindows = (windows: object): Spec => ({ ...windowsSpec, windows: { ...windowsSpec.windows, ...windows } });

  test('Hyper-V isolation, on either platform', () => {
    expect(onWindows({ isolation: 'hyperv' })).toEqual(onlyWindows({ hyperv: {} }));
    const { hyperv, ...rest } = linuxSpec.windows;
    expect(hyperv).toBeDefined();
    expect(onLinux({ isolation: 'process' })).toEqual({ ...linuxSpec, windows: rest });
  });

  test.each([
    { HasBeenStartedBefore: true, set: false },
    { HasBeenStartedBefore: null, set: true },
    { HasBeenStartedBefore: undefined, set: true },
  ])('flushes are ignored on the first start only: $HasBeenStartedBefore', ({ HasBeenStartedBefore, set }) => {
    const { ignoreFlushesDuringBoot, ...rest } = windowsSpec.windows;
    expect(onWindows({ container: { HasBeenStartedBefore } }).windows).toEqual(
      set ? { ...rest, ignoreFlushesDuringBoot } : rest,
    );
    expect(onLinux({ container: { HasBeenStartedBefore } })).toEqual(linuxSpec);
  });

  test('no credential spec', () => {
    const { credentialSpec, ...rest } = windowsSpec.windows;
    expect(credentialSpec).toBeDefined();
    expect(onWindows({ facts: { credentials: {} } })).toEqual({ ...windowsSpec, windows: rest });
  });

  test('no devices', () => {
    const { devices, ...rest } = windowsSpec.windows;
    expect(devices).toBeDefined();
    expect(onWindows({ facts: { resources: { devices: [] } } })).toEqual({ ...windowsSpec, windows: rest });
  });

  test('the network is always there, its empty members are not', () => {
    const network = { endpoints: [], allowUnqualifiedDnsQuery: false, dnsSearch: [], sharedContainer: '' };
    expect(onWindows({ facts: { network } })).toEqual(onlyWindows({ network: {} }));
    expect(onLinux({ facts: { network } }).windows.network).toEqual({});
  });
});

describe('what is left out of a composition', () => {
  const input = changed(windowsSample, {});
  const error = { seq: 3, code: 'system', message: 'broken' } as const;
  const warning = { code: 'number-wrapped', field: 'x', message: 'wrapped' } as const;
  const seen: OutcomeWarning = { ...warning, kind: 'resources' };

  test('of a failure: spec and staging', () => {
    const resolutions = {
      ...input.resolutions,
      mounts: { ...input.resolutions.mounts, errors: [error] },
      resources: { ...input.resolutions.resources, warnings: [warning] },
    };
    expect(compose({ ...input, resolutions })).toEqual({
      errors: [{ code: 'system', kind: 'mounts', message: 'broken' }],
      warnings: [seen],
    });
  });

  test('a worker that says neither what it decided nor why not', () => {
    const resolutions = { ...input.resolutions, network: { errors: [], warnings: [] } };
    expect(compose({ ...input, resolutions })).toEqual({
      errors: [{ code: 'unavailable', kind: 'compose', message: 'a worker answered without facts; ask again' }],
      warnings: [],
    });
  });

  test('an unsupported platform that no error speaks of', () => {
    expect(compose(changed(windowsSample, { facts: { image: { platform: 'unsupported' } } }))).toMatchObject({
      errors: [{ code: 'unavailable' }],
    });
  });
});

describe('the canonical form', () => {
  test('no white space, integers in decimal, and its SHA-256', () => {
    const memory = { limit: 18446744073709551615n };
    const spec = onWindows({ facts: { resources: { windows: { ...windowsSpec.windows.resources, memory } } } });
    const { text, digest } = canonicalSpec(spec);
    expect(text).toContain('"memory":{"limit":18446744073709551615}');
    expect(text.replace('18446744073709551615', '1')).toBe(JSON.stringify(windowsSpec));
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(canonicalSpec(spec)).toEqual({ text, digest });
  });

  test('is UTF-8', () => {
    // printf '{"hostname":"\303\251"}' | sha256sum
    const spec = { hostname: '\u00e9' } as Spec;
    expect(canonicalSpec(spec).digest).toBe('sha256:058ad20bb22daf7e762894216da2367dc41c9f0b6c054b061d6ade1abcf8e188');
  });
});
