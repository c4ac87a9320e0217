import type { ErrorCode } from '@specline/contracts';
import { hexOf } from './chance.ts';
import { configId, credentialSpec, imageId, secretId } from './names.ts';
import type { Platform } from './platform.ts';

/** Docker's JSON of a container, as far as a load has it. */
export type ContainerDocument = Readonly<Record<string, unknown>>;

/** A container of a platform that its node can run. `{ID}` stands for its id. */
export function containerOf(platform: Platform, environment: readonly string[]): ContainerDocument {
  return platform === 'lcow' ? linuxContainer(environment) : windowsContainer(platform, environment);
}

/** What is asked for in vain: that code must come back. */
export interface Fault {
  readonly expected: ErrorCode;
  readonly container: ContainerDocument;
}

/** The ways in which a container of a platform is refused. */
export function faultsOf(platform: Platform, environment: readonly string[]): readonly Fault[] {
  const container = containerOf(platform, environment);
  const hostConfig = platform === 'lcow' ? { DeviceCgroupRules: ['nothing'] } : { SecurityOpt: ['nothing'] };
  return [
    { expected: 'not-found', container: { ...container, Image: `sha256:${hexOf('no such image', 64)}` } },
    {
      expected: 'invalid-parameter',
      container: { ...container, HostConfig: { ...(container.HostConfig as object), ...hostConfig } },
    },
  ];
}

const windowsContainer = (platform: Platform, environment: readonly string[]): ContainerDocument => ({
  Id: '{ID}',
  Name: '/load-web',
  Path: 'C:\\ServiceMonitor.exe',
  Args: ['w3svc', 'AppPool for the load'],
  Image: imageId(platform),
  HasBeenStartedBefore: false,
  Config: {
    Hostname: 'load-web',
    User: 'ContainerAdministrator',
    Env: ['ASPNETCORE_ENVIRONMENT=Production', ...environment],
    WorkingDir: 'C:\\inetpub\\wwwroot',
  },
  HostConfig: {
    Isolation: platform === 'hyperv' ? 'hyperv' : 'process',
    NetworkMode: 'nat',
    SecurityOpt: [`credentialspec=file://${credentialSpec}`],
    // A utility VM has whole processors.
    ...(platform === 'hyperv' ? { CpuCount: 2 } : { NanoCpus: 1_500_000_000 }),
    Memory: 2_147_483_648,
    IOMaximumIOps: 500,
  },
  NetworkSettings: { Networks: { nat: {}, backend: {} } },
  MountPoints: {
    'C:\\data': { Type: 'volume', Name: 'load-data', Driver: 'local', Destination: 'C:\\data', RW: true },
    'C:\\certificates': { Type: 'bind', Source: 'D:\\certificates', Destination: 'C:\\certificates', RW: false },
  },
  SecretReferences: [{ SecretID: secretId, SecretName: 'load-password', File: file('load-password') }],
  ConfigReferences: [{ ConfigID: configId, ConfigName: 'load-settings', File: file('C:\\app\\settings.json') }],
  SwarmManaged: true,
});

const file = (Name: string) => ({ Name, UID: '0', GID: '0', Mode: 292 });

const linuxContainer = (environment: readonly string[]): ContainerDocument => ({
  Id: '{ID}',
  Name: '/load-proxy',
  Path: 'nginx',
  Args: ['-g', 'daemon off;'],
  Image: imageId('lcow'),
  OS: 'linux',
  HasBeenStartedBefore: false,
  Config: { Hostname: 'load-proxy', Env: ['NGINX_PORT=8080', ...environment], WorkingDir: '/' },
  HostConfig: {
    NetworkMode: 'nat',
    CapAdd: ['NET_ADMIN'],
    CapDrop: ['MKNOD'],
    DeviceCgroupRules: ['c 1:3 rwm'],
    Memory: 268_435_456,
  },
  NetworkSettings: { Networks: { nat: {} } },
  MountPoints: {
    '/etc/nginx/conf.d': { Type: 'bind', Source: 'D:\\conf.d', Destination: '/etc/nginx/conf.d', RW: false },
  },
});
