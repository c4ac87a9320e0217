import type { ErrorCode, Kind } from '@specline/contracts';

/**
 * The places where a composition can fail, in the order in which moby 19.03 comes by them
 * (daemon/oci_windows.go: createSpec, createSpecWindowsFields, createSpecLinuxFields). The first is ours: the daemon
 * has the container at hand. Written down here a second time, so that the code's own order is held against it.
 */
export const places = [
  'container',
  'image',
  'secret folder',
  'config folder',
  'mount points',
  'mount for links',
  'secret links',
  'config links',
  'layer folders',
  'network endpoints',
  'platform',
  'root path',
  'credential spec',
  'devices',
  'capabilities',
  'device rules',
] as const;

/** Kinds that decide without ever refusing. */
export const cannotFail: readonly Kind[] = [];

type Place = (typeof places)[number];

export interface Scenario {
  readonly platform: 'windows' | 'linux';
  readonly isolation: 'process' | 'hyperv';
}

export const scenarios: readonly Scenario[] = [
  { platform: 'windows', isolation: 'process' },
  { platform: 'windows', isolation: 'hyperv' },
  { platform: 'linux', isolation: 'process' },
  { platform: 'linux', isolation: 'hyperv' },
];

/** A document that a plant may change in place. */
type Draft = ReturnType<typeof validBundle>;

/** A small mutation of a valid bundle that makes one place fail. */
export interface Plant {
  readonly name: string;
  readonly place: Place;
  readonly kind: Kind;
  readonly code: ErrorCode;
  readonly message: string;
  readonly plant: (draft: Draft) => void;
  /** Absent: in each. */
  readonly in?: Partial<Scenario>;
  /** What must be so for it to be what it is; two plants that need different things cannot stand together. */
  readonly needs?: Readonly<Record<string, string | boolean>>;
}

/** Composes without an error, a warning or a link, on either platform and with either isolation. */
function validBundle({ platform, isolation }: Scenario) {
  return {
    request: {
      id: 'r1',
      container: {
        Id: 'c1',
        Name: '/web',
        Path: 'cmd',
        Image: 'sha256:i',
        Config: {},
        HostConfig: {
          Isolation: isolation,
          SecurityOpt: [] as string[],
          Devices: [] as { PathOnHost: string }[],
          CapAdd: [] as string[],
          CapDrop: [] as string[],
          Capabilities: null as string[] | null,
          DeviceCgroupRules: [] as string[],
        },
        NetworkSettings: { Networks: {} as Record<string, object> },
        MountPoints: {} as Record<string, object>,
        SecretReferences: [] as { SecretID: string; File: { Name: string } }[],
        ConfigReferences: [] as { ConfigID: string; File: { Name: string } }[],
        SwarmManaged: true,
      },
    },
    inventory: {
      node: {
        name: 'win-01',
        osBuild: 17763,
        cpus: 4,
        dockerRoot: 'C:\\docker',
        defaultIsolation: 'process',
        lcowSupported: true,
      },
      images: {
        'sha256:i': { os: platform as string, rootfs: { type: 'layers', diff_ids: ['sha256:base'] } },
      } as Record<string, { os: string; rootfs: { type: string; diff_ids: string[] } }>,
      layers: { 'sha256:base': 'C:\\l\\base' } as Record<string, string>,
      containers: {
        c1: { rwLayer: 'C:\\l\\c1', baseFS: '\\\\?\\Volume{g}' },
      } as Record<string, { rwLayer?: string; baseFS?: string }>,
      endpoints: {} as Record<string, object>,
      credentialSpecs: { files: {}, registry: {} as object | null },
      configs: { k1: 'held' },
      secrets: ['s1'],
    },
  };
}

const addSecret = (draft: Draft, SecretID: string, Name: string): void => {
  draft.request.container.SecretReferences.push({ SecretID, File: { Name } });
};

const addConfig = (draft: Draft, ConfigID: string, Name: string): void => {
  draft.request.container.ConfigReferences.push({ ConfigID, File: { Name } });
};

const addNetwork = (draft: Draft, name: string, driverInfo: object): void => {
  draft.request.container.NetworkSettings.Networks[name] = {};
  draft.inventory.endpoints[name] = { driverInfo };
};

const image = (draft: Draft) => draft.inventory.images['sha256:i'];
const record = (draft: Draft) => draft.inventory.containers.c1;

const withoutLayers = (draft: Draft): void => {
  image(draft)?.rootfs.diff_ids.splice(0);
};

const known = { container: true };
const pictured = { image: true };
/** References to what the stores hold: with Hyper-V, their links need a layer to mount. */
const links = { links: true, swarm: true };
const otherDrive = 'The specified path is not on the system drive (C:)';

const container: Plant[] = [
  {
    name: 'no such container',
    place: 'container',
    kind: 'image',
    code: 'not-found',
    message: 'No such container: c1; push the inventory of node win-01 with it',
    needs: { container: false },
    plant: (draft) => delete draft.inventory.containers.c1,
  },
  {
    name: 'no such image',
    place: 'image',
    kind: 'image',
    code: 'not-found',
    message: 'No such image: sha256:i',
    needs: { image: false },
    plant: (draft) => delete draft.inventory.images['sha256:i'],
  },
];

const mounts: Plant[] = [
  {
    name: 'no store of secrets',
    place: 'secret folder',
    kind: 'mounts',
    code: 'system',
    message: 'secret store is not initialized',
    needs: { swarm: false },
    plant: (draft) => {
      draft.request.container.SwarmManaged = false;
      addSecret(draft, 's1', 'a');
    },
  },
  {
    name: 'no such secret',
    place: 'secret folder',
    kind: 'mounts',
    code: 'system',
    message: 'unable to get secret from secret store: secret s2 not found',
    needs: { swarm: true },
    plant: (draft) => addSecret(draft, 's2', 'b'),
  },
  {
    name: 'no store of configs',
    place: 'config folder',
    kind: 'mounts',
    code: 'system',
    message: 'config store is not initialized',
    needs: { swarm: false },
    plant: (draft) => {
      draft.request.container.SwarmManaged = false;
      addConfig(draft, 'k1', 'C:\\c');
    },
  },
  {
    name: 'no such config',
    place: 'config folder',
    kind: 'mounts',
    code: 'system',
    message: 'unable to get config from config store: config k2 not found',
    needs: { swarm: true },
    plant: (draft) => addConfig(draft, 'k2', 'C:\\d'),
  },
  {
    name: 'a mount without a source',
    place: 'mount points',
    kind: 'mounts',
    code: 'invalid-parameter',
    message: 'Unable to setup mount point, neither source nor volume defined',
    plant: (draft) => {
      draft.request.container.MountPoints['c:\\m'] = { Type: 'bind', Source: '' };
    },
  },
  {
    name: 'nothing to mount for links',
    place: 'mount for links',
    kind: 'mounts',
    code: 'system',
    message: 'RWLayer of container c1 is unexpectedly nil',
    in: { isolation: 'hyperv' },
    needs: { ...known, ...links, rwLayer: false },
    plant: (draft) => {
      delete record(draft)?.rwLayer;
      addSecret(draft, 's1', 'e');
    },
  },
  {
    name: 'a secret without a base filesystem',
    place: 'secret links',
    kind: 'mounts',
    code: 'system',
    message: 'ResolvePath: BaseFS of container c1 is unexpectedly nil',
    in: { isolation: 'process' },
    needs: { ...known, ...links, baseFS: false },
    plant: (draft) => {
      delete record(draft)?.baseFS;
      addSecret(draft, 's1', 'f');
    },
  },
  {
    name: 'a secret on another drive',
    place: 'secret links',
    kind: 'mounts',
    code: 'invalid-parameter',
    message: otherDrive,
    needs: { ...links, baseFS: true, lcow: false },
    plant: (draft) => {
      draft.inventory.node.lcowSupported = false;
      addSecret(draft, 's1', 'D:\\g');
    },
  },
  {
    name: 'a config without a base filesystem',
    place: 'config links',
    kind: 'mounts',
    code: 'system',
    message: 'ResolvePath: BaseFS of container c1 is unexpectedly nil',
    in: { isolation: 'process' },
    needs: { ...known, ...links, baseFS: false },
    plant: (draft) => {
      delete record(draft)?.baseFS;
      addConfig(draft, 'k1', 'C:\\h');
    },
  },
  {
    name: 'a config on another drive',
    place: 'config links',
    kind: 'mounts',
    code: 'invalid-parameter',
    message: otherDrive,
    needs: { ...links, baseFS: true, lcow: false },
    plant: (draft) => {
      draft.inventory.node.lcowSupported = false;
      addConfig(draft, 'k1', 'D:\\i');
    },
  },
  {
    name: 'a config that is only a drive',
    place: 'config links',
    kind: 'mounts',
    code: 'invalid-parameter',
    message: 'No relative path specified in "C:"',
    needs: { ...links, baseFS: true, lcow: false },
    plant: (draft) => {
      draft.inventory.node.lcowSupported = false;
      addConfig(draft, 'k1', 'C:');
    },
  },
];

const layers: Plant[] = [
  {
    name: 'a layer is missing',
    place: 'layer folders',
    kind: 'image',
    code: 'not-found',
    message:
      'container c1: failed to get layer path from graphdriver windowsfilter for ImageID sha256:base: layer does not exist',
    in: { platform: 'windows' },
    needs: { ...pictured, layers: true, os: 'windows' },
    plant: (draft) => delete draft.inventory.layers['sha256:base'],
  },
  {
    name: 'a layer of a Linux image is missing',
    place: 'layer folders',
    kind: 'image',
    code: 'not-found',
    message:
      'container c1: failed to get layer path from graphdriver lcow for ImageID sha256:base: layer does not exist',
    in: { platform: 'linux' },
    needs: { ...pictured, layers: true, os: 'linux', lcow: true },
    plant: (draft) => delete draft.inventory.layers['sha256:base'],
  },
  {
    name: 'no layer of its own',
    place: 'layer folders',
    kind: 'image',
    code: 'system',
    message: 'container c1: RWLayer is unexpectedly nil',
    needs: { ...pictured, ...known, layers: false, rwLayer: false, links: false },
    plant: (draft) => {
      withoutLayers(draft);
      delete record(draft)?.rwLayer;
    },
  },
  {
    name: 'layers of an unknown OS',
    place: 'layer folders',
    kind: 'image',
    code: 'unsupported-platform',
    message: 'container c1: cannot get layerpath for ImageID sha256:base: operating system is not supported',
    needs: { ...pictured, layers: true, os: 'freebsd' },
    plant: (draft) => Object.assign(image(draft) ?? {}, { os: 'freebsd' }),
  },
  {
    name: 'layers of Linux without LCOW',
    place: 'layer folders',
    kind: 'image',
    code: 'unsupported-platform',
    message: 'container c1: cannot get layerpath for ImageID sha256:base: operating system is not supported',
    in: { platform: 'linux' },
    needs: { ...pictured, layers: true, os: 'linux', lcow: false },
    plant: (draft) => {
      draft.inventory.node.lcowSupported = false;
    },
  },
];

const network: Plant[] = [
  {
    name: 'an endpoint of a wrong type',
    place: 'network endpoints',
    kind: 'network',
    code: 'invalid-parameter',
    message: 'driver info hnsid is 7: must be a text or null',
    plant: (draft) => addNetwork(draft, 'a', { hnsid: 7 }),
  },
  {
    name: 'a gateway of a wrong type',
    place: 'network endpoints',
    kind: 'network',
    code: 'invalid-parameter',
    message: 'driver info GW_INFO is "g": must be an object or null',
    plant: (draft) => addNetwork(draft, 'a', { hnsid: 'e', GW_INFO: 'g' }),
  },
];

const platform: Plant[] = [
  {
    name: 'an unknown OS',
    place: 'platform',
    kind: 'image',
    code: 'unsupported-platform',
    message: 'Unsupported platform "freebsd"',
    needs: { ...pictured, layers: false, os: 'freebsd' },
    plant: (draft) => {
      withoutLayers(draft);
      Object.assign(image(draft) ?? {}, { os: 'freebsd' });
    },
  },
  {
    name: 'Linux without LCOW',
    place: 'platform',
    kind: 'image',
    code: 'unsupported-platform',
    message: 'Linux containers on Windows are not supported',
    in: { platform: 'linux' },
    needs: { ...pictured, layers: false, os: 'linux', lcow: false },
    plant: (draft) => {
      withoutLayers(draft);
      draft.inventory.node.lcowSupported = false;
    },
  },
];

const option = (name: string, text: string, message: string, more: Partial<Plant> = {}): Plant => ({
  name,
  place: 'credential spec',
  kind: 'credentials',
  code: 'invalid-parameter',
  message,
  in: { platform: 'windows' },
  plant: (draft) => draft.request.container.HostConfig.SecurityOpt.push(text),
  ...more,
});

const windowsOnly: Plant[] = [
  {
    name: 'no base filesystem',
    place: 'root path',
    kind: 'image',
    code: 'system',
    message: 'createSpecWindowsFields: BaseFS of container c1 is unexpectedly nil',
    in: { platform: 'windows', isolation: 'process' },
    needs: { ...known, ...pictured, baseFS: false },
    plant: (draft) => delete record(draft)?.baseFS,
  },
  option('an option without a value', 'x', 'invalid security option: no equals sign in supplied value x'),
  option('an unknown option', 'x=y', 'security option not supported: x'),
  option(
    'an unknown scheme',
    'credentialspec=vault://x',
    "invalid credential spec security option - value must be prefixed by 'file://', 'registry://', or 'raw://' followed by a non-empty value",
  ),
  option(
    'a credential spec outside',
    'credentialspec=file://..\\x',
    'invalid credential spec - file:// path must be under C:\\docker\\CredentialSpecs',
  ),
  option('no such value', 'credentialspec=registry://x', 'registry credential spec "x" for container c1 was not found'),
  option(
    'no such credential config',
    'credentialspec=config://x',
    'error getting value from config store: config x not found',
    {
      code: 'system',
      needs: { swarm: true },
    },
  ),
  {
    name: 'a device of another type',
    place: 'devices',
    kind: 'resources',
    code: 'invalid-parameter',
    message: "invalid device assignment type: 'usb' should be 'class'",
    in: { platform: 'windows', isolation: 'process' },
    needs: { build: true },
    plant: (draft) => draft.request.container.HostConfig.Devices.push({ PathOnHost: 'usb/x' }),
  },
  {
    name: 'a device on an old build',
    place: 'devices',
    kind: 'resources',
    code: 'invalid-parameter',
    message: 'device assignment requires Windows builds RS5 (17763+) or later',
    in: { platform: 'windows', isolation: 'process' },
    needs: { build: false },
    plant: (draft) => {
      draft.inventory.node.osBuild = 17134;
      draft.request.container.HostConfig.Devices.push({ PathOnHost: 'class/x' });
    },
  },
  {
    name: 'a device in a utility VM',
    place: 'devices',
    kind: 'resources',
    code: 'invalid-parameter',
    message: 'device assignment is not supported for HyperV containers',
    in: { platform: 'windows', isolation: 'hyperv' },
    plant: (draft) => draft.request.container.HostConfig.Devices.push({ PathOnHost: 'class/x' }),
  },
];

const capability = (field: 'CapAdd' | 'CapDrop' | 'Capabilities', exact: boolean): Plant => ({
  name: `an unknown capability in ${field}`,
  place: 'capabilities',
  kind: 'resources',
  code: 'invalid-parameter',
  message: 'linux spec capabilities: unknown capability: "CAP_X"',
  in: { platform: 'linux' },
  needs: { exact },
  plant: ({ request: { container: asked } }) => {
    asked.HostConfig[field] = ['CAP_X'];
  },
});

const rule = (name: string, text: string, fault: string): Plant => ({
  name,
  place: 'device rules',
  kind: 'resources',
  code: 'invalid-parameter',
  message: `linux runtime spec devices: ${fault} device cgroup rule format: '${text}'`,
  in: { platform: 'linux' },
  plant: ({ request: { container: asked } }) => asked.HostConfig.DeviceCgroupRules.push(text),
});

const linuxOnly: Plant[] = [
  capability('CapAdd', false),
  capability('CapDrop', false),
  capability('Capabilities', true),
  rule('a rule that is none', 'bad', 'invalid'),
  rule('a rule with a huge number', 'c 9223372036854775808:1 r', 'invalid major value in'),
];

export const plants: readonly Plant[] = [
  ...container,
  ...mounts,
  ...layers,
  ...network,
  ...platform,
  ...windowsOnly,
  ...linuxOnly,
];

/** Whether a plant is one in this scenario. */
export const grows = ({ in: where = {} }: Plant, { platform: os, isolation }: Scenario): boolean =>
  (where.platform ?? os) === os && (where.isolation ?? isolation) === isolation;

/** Whether two plants can stand in one bundle and still be what they are. */
export const together = (left: Plant, right: Plant): boolean =>
  Object.entries(left.needs ?? {}).every(([name, value]) => (right.needs?.[name] ?? value) === value);

/** A valid bundle with these plants, as text. */
export function planted(scenario: Scenario, ...chosen: readonly Plant[]): string {
  const draft = validBundle(scenario);
  for (const { plant } of chosen) plant(draft);
  return JSON.stringify(draft);
}
