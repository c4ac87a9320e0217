import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { containerSchema, decode, InvalidRequest, validate } from '@specline/contracts';
import { describe, expect, it } from 'vitest';
import { requestFromInspect } from './docker-inspect.ts';

/** Documents as `docker inspect` of Docker 19.03 prints them, of one container each. */
const printed = (name: string) =>
  decode(readFileSync(join(import.meta.dirname, 'fixtures', `${name}.json`), 'utf8')) as [Record<string, never>];
const [windows] = printed('windows-process');
const [linux] = printed('lcow');

/** The document with other values in it. */
const changed = (document: object, changes: object) => ({ ...document, ...changes });

const secrets = {
  code: 'inspect-lacks',
  kind: 'request',
  field: 'container.SecretReferences',
  message: 'docker inspect tells no secrets and configs: the container is taken to have none',
  publicMessage: expect.any(String),
};

function faultsOf(document: unknown, options = {}): string[] {
  try {
    requestFromInspect(document, options);
  } catch (error) {
    if (error instanceof InvalidRequest) return error.errors.map(({ message }) => message);
    throw error;
  }
  return expect.fail('it should have been refused');
}

describe('a Windows container', () => {
  const { container, warnings } = requestFromInspect(printed('windows-process'));

  it('has what a request needs, in the spelling of a request', () => {
    expect(container).toMatchObject({
      Id: windows.Id,
      Name: '/web',
      Path: 'powershell.exe',
      Args: ['-NoLogo', '-File', 'C:\\app\\start server.ps1'],
      Image: windows.Image,
      OS: 'windows',
      HasBeenStartedBefore: true,
      SwarmManaged: false,
      Config: { Hostname: '5f0d8c1f6d4b', User: 'ContainerAdministrator', WorkingDir: 'C:\\app', Tty: false },
      HostConfig: {
        Isolation: 'process',
        SecurityOpt: ['credentialspec=file://web.json'],
        ConsoleSize: [30, 120],
        NanoCpus: 1_500_000_000,
        IOMaximumBandwidth: 18446744073709551615n,
      },
    });
    expect(Object.keys(container.NetworkSettings?.Networks ?? {})).toEqual(['nat']);
    expect(validate(containerSchema, container, 'container')).toEqual(container);
  });

  it('has its mounts by destination; a local volume by name and driver, as in config.v2.json', () => {
    expect(container.MountPoints).toEqual({
      'c:\\app\\logs': { Type: 'bind', Source: 'c:\\logs', Destination: 'c:\\app\\logs', RW: true },
      'c:\\data': {
        Type: 'volume',
        Name: 'web-data',
        Source: 'C:\\ProgramData\\docker\\volumes\\web-data\\_data',
        Destination: 'c:\\data',
        Driver: 'local',
        RW: false,
      },
      '\\\\.\\pipe\\docker_engine': {
        Type: 'npipe',
        Source: '\\\\.\\pipe\\docker_engine',
        Destination: '\\\\.\\pipe\\docker_engine',
        RW: true,
      },
    });
  });

  it('has one warning, of what is never printed', () => {
    expect(warnings).toEqual([secrets]);
  });
});

it('reads a Linux container that was never started', () => {
  const { container } = requestFromInspect(printed('lcow'));
  expect(container).toMatchObject({
    OS: 'linux',
    HasBeenStartedBefore: false,
    Config: { ArgsEscaped: true, Tty: true },
    HostConfig: { Isolation: 'hyperv', CapAdd: ['NET_ADMIN'], CpuCount: 2 },
  });
  expect(Object.keys(container.MountPoints ?? {})).toEqual(['/usr/share/nginx/html', '/var/cache/nginx']);
});

it.each([
  ['a list of one', [windows]],
  ['the container itself', windows],
])('takes %s', (_, document) => {
  expect(requestFromInspect(document).container.Name).toBe('/web');
});

it.each([
  ['without mounts', { Mounts: null }, {}],
  ['with an empty list of mounts', { Mounts: [] }, {}],
])('takes a container %s', (_, changes, expected) => {
  expect(requestFromInspect(changed(windows, changes)).container.MountPoints).toEqual(expected);
});

it('leaves the OS to the image where Docker does not tell it', () => {
  const { Platform: _, ...old } = windows;
  expect(requestFromInspect(old).container.OS).toBeUndefined();
});

it('knows the task of a swarm by its label', () => {
  const Config = changed(windows.Config ?? {}, { Labels: { 'com.docker.swarm.task.id': 'x1' } });
  expect(requestFromInspect(changed(windows, { Config })).container.SwarmManaged).toBe(true);
});

describe('a container in the network of another', () => {
  const inMode = (NetworkMode: string) =>
    requestFromInspect(changed(windows, { HostConfig: changed(windows.HostConfig ?? {}, { NetworkMode }) }));
  const id = 'f'.repeat(64);

  it('has the id of that one, and a warning that its endpoints are missing', () => {
    const { container, warnings } = inMode(`container:${id}`);
    expect(container.NetworkSharedContainerID).toBe(id);
    expect(warnings).toEqual([
      secrets,
      {
        ...secrets,
        field: 'container.SharedEndpointList',
        message: `docker inspect tells no endpoints of the container whose network is shared (container:${id}): they are left out`,
      },
    ]);
  });

  it('is warned of its id too where only a name is printed', () => {
    const { container, warnings } = inMode('container:web');
    expect(container.NetworkSharedContainerID).toBeUndefined();
    expect(warnings.map(({ field }) => field)).toEqual([
      'container.SecretReferences',
      'container.SharedEndpointList',
      'container.NetworkSharedContainerID',
    ]);
  });
});

describe('of several containers', () => {
  const both = [windows, linux];

  it.each(['proxy', '/proxy', linux.Id, 'b2a91e0f7c6d'])('%s is picked', (pick) => {
    expect(requestFromInspect(both, { pick: String(pick) }).container.Name).toBe('/proxy');
  });

  it('one must be picked', () => {
    expect(faultsOf(both)).toEqual(['inspect is a list: holds 2 containers; pick one by name or id: web, proxy']);
    expect(faultsOf(both, { pick: 'db' })).toEqual([
      'inspect is a list: holds 2 containers and none is called "db"; pick one of: web, proxy',
    ]);
    expect(faultsOf([windows, windows], { pick: 'web' })).toEqual([
      'inspect is a list: holds 2 containers and several are called "web"; pick one of: web, web',
    ]);
    expect(faultsOf(windows, { pick: 'db' })).toEqual([
      'inspect is an object: holds one container and none is called "db"; pick one of: web',
    ]);
  });

  it('only some are named where they are many', () => {
    const many = Array.from({ length: 11 }, (_, index) => ({
      Id: `${index}`.padStart(64, '0'),
      Name: index === 0 ? '' : `/n${index}`,
    }));
    expect(faultsOf(many)).toEqual([expect.stringContaining('000000000000, n1, n2, n3, n4, n5, n6, n7, n8, n9, ...')]);
  });
});

describe('a document that is wrong', () => {
  it.each<[string, unknown, string]>([
    ['no container', [], 'inspect is a list: holds no container; docker inspect knew none by that name'],
    ['a text', 'x', 'inspect is "x"'],
    ['null', null, 'inspect is null'],
    ['a list of null', [null], 'inspect[0] is null'],
    ['an image', [{ Id: 'sha256:x', RepoTags: [], Config: {} }], 'inspect[0].HostConfig is missing'],
    ['without state', [changed(windows, { State: undefined })], 'inspect[0].State is missing'],
    [
      'with a time that is none',
      [changed(windows, { State: { StartedAt: 'now' } })],
      'inspect[0].State.StartedAt is "now": must be a time',
    ],
    [
      'with a mount without destination',
      changed(windows, { Mounts: [{ Type: 'bind' }] }),
      'inspect.Mounts[0].Destination is missing',
    ],
    [
      'with a volume that leaves its folder',
      changed(windows, { Mounts: [{ Destination: 'c:\\x', Name: '..' }] }),
      'inspect.Mounts[0].Name is ".."',
    ],
    [
      'with a wrong type',
      changed(windows, { HostConfig: { NanoCpus: 'all' } }),
      'inspect.HostConfig.NanoCpus is "all": must be an integer',
    ],
    ['with an id that leaves its folder', changed(windows, { Id: 'a/b' }), 'inspect.Id is "a/b": must not hold'],
    [
      'with two mounts on one destination',
      changed(windows, { Mounts: [{ Destination: 'c:\\x' }, { Destination: 'c:\\x' }] }),
      'inspect.Mounts[1].Destination is "c:\\\\x": is there twice',
    ],
  ])('is refused: %s', (_, document, expected) => {
    expect(faultsOf(document).join('\n')).toContain(expected);
  });
});
