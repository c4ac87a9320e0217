import type { Spec } from '@specline/contracts';

// The whole specs of the samples (samples.fixture.ts), written out once; each test states its difference.

const resources = { memory: { limit: 1 }, cpu: { count: 2, shares: 3, maximum: 4 }, storage: { iops: 5, bps: 6 } };
const utilityVm = { ...resources, cpu: { count: 7, shares: 8, maximum: 9 } };

/** Members stand in the order of the runtime specification. */
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
