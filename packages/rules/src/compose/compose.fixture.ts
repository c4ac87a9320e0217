import type { CreateRequest, Resolutions, Spec } from '@specline/contracts';
import type { CompositionInput, Facts } from './facts.ts';

/** One container with a bit of everything, for either platform. The tests state their difference. */
const container: CreateRequest['container'] = {
  Id: 'c1',
  Name: '/web',
  Path: 'cmd',
  Args: ['/S', 'ping localhost'],
  Image: 'sha256:i',
  HasBeenStartedBefore: false,
  Config: {
    Hostname: 'web',
    Domainname: 'corp.local',
    User: 'svc',
    Tty: true,
    Env: ['A=1'],
    WorkingDir: 'C:\\app',
    ArgsEscaped: false,
  },
  HostConfig: { ConsoleSize: [24, 80], ReadonlyRootfs: true },
};

const resources = { memory: { limit: 1 }, cpu: { count: 2, shares: 3, maximum: 4 }, storage: { iops: 5, bps: 6 } };
const utilityVm = { ...resources, cpu: { count: 7, shares: 8, maximum: 9 } };

const windowsFacts: Facts = {
  image: {
    platform: 'windows',
    os: 'windows',
    layerFolders: ['C:\\l\\top', 'C:\\l\\base', 'C:\\l\\c1'],
    rootPath: '\\\\?\\Volume{g}\\',
  },
  mounts: {
    mounts: [
      { source: 'C:\\src', destination: 'c:\\dst', readOnly: false },
      { source: 'C:\\ro', destination: 'c:\\dst\\ro', readOnly: true },
    ],
    staging: [{ step: 'createDirectory', path: 'C:\\src', acl: 'inherited' }],
  },
  network: {
    endpoints: ['e1', 'g1'],
    allowUnqualifiedDnsQuery: true,
    dnsSearch: ['corp.local'],
    sharedContainer: 'peer',
  },
  credentials: { credentialSpec: '{}' },
  resources: {
    windows: resources,
    linux: utilityVm,
    devices: [{ id: 'a', idType: 'class' }],
    capabilities: ['CAP_KILL'],
    deviceCgroupRules: [{ allow: true, type: 'c', major: 1, minor: -1, access: 'rwm' }],
  },
};

const linuxFacts: Facts = {
  ...windowsFacts,
  image: { platform: 'linux', os: 'linux', layerFolders: ['C:\\lcow\\base', 'C:\\lcow\\c1'], rootPath: 'rootfs' },
};

/** Each kind has decided, and nothing failed. */
export const resolved = (facts: Facts): Resolutions => ({
  image: { facts: facts.image, errors: [], warnings: [] },
  mounts: { facts: facts.mounts, errors: [], warnings: [] },
  network: { facts: facts.network, errors: [], warnings: [] },
  credentials: { facts: facts.credentials, errors: [], warnings: [] },
  resources: { facts: facts.resources, errors: [], warnings: [] },
});

export interface Sample {
  readonly request: CreateRequest;
  readonly isolation: CompositionInput['isolation'];
  readonly facts: Facts;
}

export const windowsSample: Sample = {
  request: { node: 'win-01', container },
  isolation: 'process',
  facts: windowsFacts,
};

/** A Linux container in a utility VM. */
export const linuxSample: Sample = {
  request: { node: 'win-01', container: { ...container, Config: { ...container.Config, WorkingDir: '/app' } } },
  isolation: 'hyperv',
  facts: linuxFacts,
};

/** The whole spec of {@link windowsSample}, members in the order of the runtime specification. */
export const windowsSpec: Spec = {
  ociVersion: '1.0.1-dev',
  process: {
    terminal: true,
    consoleSize: { height: 24, width: 80 },
    user: { uid: 0, gid: 0, username: 'svc' },
    args: ['cmd', '/S', '"ping localhost"'],
    env: ['A=1'],
    cwd: 'C:\\app',
  },
  root: { path: '\\\\?\\Volume{g}\\' },
  hostname: 'web.corp.local',
  mounts: [
    { destination: 'c:\\dst', source: 'C:\\src' },
    { destination: 'c:\\dst\\ro', source: 'C:\\ro', options: ['ro'] },
  ],
  windows: {
    layerFolders: ['C:\\l\\top', 'C:\\l\\base', 'C:\\l\\c1'],
    devices: [{ id: 'a', idType: 'class' }],
    resources,
    credentialSpec: '{}',
    ignoreFlushesDuringBoot: true,
    network: {
      endpointList: ['e1', 'g1'],
      allowUnqualifiedDNSQuery: true,
      DNSSearchList: ['corp.local'],
      networkSharedContainerName: 'peer',
    },
  },
};

const uvm = 'uvmpath=/tmp/gcs/c1/binds';

/** The whole spec of {@link linuxSample}. */
export const linuxSpec: Spec = {
  ociVersion: '1.0.1-dev',
  process: {
    terminal: true,
    consoleSize: { height: 24, width: 80 },
    user: { uid: 0, gid: 0, username: 'svc' },
    args: ['cmd', '/S', 'ping localhost'],
    env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'HOSTNAME=web', 'TERM=xterm', 'A=1'],
    cwd: '/app',
    capabilities: {
      bounding: ['CAP_KILL'],
      effective: ['CAP_KILL'],
      inheritable: ['CAP_KILL'],
      permitted: ['CAP_KILL'],
    },
  },
  root: { path: 'rootfs', readonly: true },
  hostname: 'web.corp.local',
  mounts: [
    { destination: '/proc', type: 'proc', source: 'proc', options: ['nosuid', 'noexec', 'nodev'] },
    {
      destination: '/dev',
      type: 'tmpfs',
      source: 'tmpfs',
      options: ['nosuid', 'strictatime', 'mode=755', 'size=65536k'],
    },
    {
      destination: '/dev/pts',
      type: 'devpts',
      source: 'devpts',
      options: ['nosuid', 'noexec', 'newinstance', 'ptmxmode=0666', 'mode=0620', 'gid=5'],
    },
    { destination: '/sys', type: 'sysfs', source: 'sysfs', options: ['nosuid', 'noexec', 'nodev', 'ro'] },
    {
      destination: '/sys/fs/cgroup',
      type: 'cgroup',
      source: 'cgroup',
      options: ['ro', 'nosuid', 'noexec', 'nodev'],
    },
    { destination: '/dev/mqueue', type: 'mqueue', source: 'mqueue', options: ['nosuid', 'noexec', 'nodev'] },
    { destination: '/dev/shm', type: 'tmpfs', source: 'shm', options: ['nosuid', 'noexec', 'nodev', 'mode=1777'] },
    { destination: 'c:\\dst', type: 'bind', source: 'C:\\src', options: ['rbind', uvm] },
    { destination: 'c:\\dst\\ro', type: 'bind', source: 'C:\\ro', options: ['ro', 'rbind', uvm] },
  ],
  linux: {
    resources: { devices: [{ allow: true, type: 'c', major: 1, minor: -1, access: 'rwm' }] },
    namespaces: [{ type: 'mount' }, { type: 'network' }, { type: 'uts' }, { type: 'pid' }, { type: 'ipc' }],
    maskedPaths: [
      '/proc/asound',
      '/proc/acpi',
      '/proc/kcore',
      '/proc/keys',
      '/proc/latency_stats',
      '/proc/timer_list',
      '/proc/timer_stats',
      '/proc/sched_debug',
      '/proc/scsi',
      '/sys/firmware',
    ],
    readonlyPaths: ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'],
  },
  windows: {
    layerFolders: ['C:\\lcow\\base', 'C:\\lcow\\c1'],
    resources: utilityVm,
    hyperv: {},
    network: {
      endpointList: ['e1', 'g1'],
      allowUnqualifiedDNSQuery: true,
      DNSSearchList: ['corp.local'],
      networkSharedContainerName: 'peer',
    },
  },
};

type Container = CreateRequest['container'];

/** What a test changes of a sample. */
export interface Change {
  readonly container?: Partial<Omit<Container, 'Config' | 'HostConfig'>>;
  readonly config?: Partial<Container['Config']>;
  readonly hostConfig?: Partial<Container['HostConfig']>;
  readonly isolation?: Sample['isolation'];
  readonly facts?: { readonly [K in keyof Facts]?: Partial<Facts[K]> };
}

/** A sample with a change, as the composer reads it. */
export function changed(sample: Sample, change: Change): CompositionInput {
  const { container: base } = sample.request;
  const { facts } = sample;
  return {
    request: {
      ...sample.request,
      container: {
        ...base,
        ...change.container,
        Config: { ...base.Config, ...change.config },
        HostConfig: { ...base.HostConfig, ...change.hostConfig },
      },
    },
    isolation: change.isolation ?? sample.isolation,
    resolutions: resolved({
      image: { ...facts.image, ...change.facts?.image },
      mounts: { ...facts.mounts, ...change.facts?.mounts },
      network: { ...facts.network, ...change.facts?.network },
      credentials: change.facts?.credentials ?? facts.credentials,
      resources: { ...facts.resources, ...change.facts?.resources },
    }),
  };
}
