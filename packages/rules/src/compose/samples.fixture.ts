import { type CreateRequest, type Kind, kinds, type Resolutions, type Spec } from '@specline/contracts';
import { compose } from './compose.ts';
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

const ofEachKind = <T>(make: (kind: Kind) => unknown): T =>
  Object.fromEntries(kinds.map((kind) => [kind, make(kind)])) as T;

/** Each kind has decided, and nothing failed. */
const resolved = (facts: Facts): Resolutions =>
  ofEachKind((kind) => ({ facts: facts[kind], errors: [], warnings: [] }));

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
      ...ofEachKind<Facts>((kind) => ({ ...facts[kind], ...change.facts?.[kind] })),
      // An absent credential spec is a change as well.
      credentials: change.facts?.credentials ?? facts.credentials,
    }),
  };
}

/** The spec of a sample with a change. */
export function specOf(sample: Sample, change: Change = {}): Spec {
  const composition = compose(changed(sample, change));
  if ('errors' in composition) throw new Error(composition.errors.map(({ message }) => message).join());
  return composition.spec;
}

export const onWindows = (change: Change): Spec => specOf(windowsSample, change);
export const onLinux = (change: Change): Spec => specOf(linuxSample, change);
