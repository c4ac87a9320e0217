import { describe, expect, test } from 'vitest';
import { type Change, onLinux, onWindows } from './samples.fixture.ts';
import { linuxSpec, windowsSpec } from './whole-specs.fixture.ts';

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
