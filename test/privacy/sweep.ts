import type { Container } from '@specline/contracts';
import { sampleInventory, sampleRequest } from '../faults/sample.ts';
import type { Make } from './cases.ts';

type Path = readonly (string | number)[];

/** Names are public: watchers want to know what an event is about. */
const names = new Set([
  'id',
  'node',
  'container.Id',
  'container.Image',
  'container.SecretReferences.0.SecretID',
  'container.ConfigReferences.0.ConfigID',
]);
/** Networks and destinations of mounts are names too, and here keys. */
const namesAsKeys = new Set(['container.MountPoints', 'container.NetworkSettings.Networks']);

/** A document with all of its fields, but those that only refuse another spelling. */
type Whole<T> = T extends readonly (infer E)[]
  ? Whole<E>[]
  : T extends object
    ? { [K in keyof T as NonNullable<T[K]> extends never ? never : K]-?: Whole<NonNullable<T[K]>> }
    : T;

/** A field that is read of a request, and is neither here nor in the sample, does not compile. */
const container: Whole<Omit<Container, 'Id' | 'Path' | 'Args' | 'Image' | 'NetworkSettings'>> = {
  Name: '/web',
  OS: 'windows',
  HasBeenStartedBefore: false,
  Config: {
    Hostname: 'h',
    Domainname: 'd',
    User: 'u',
    Tty: true,
    Env: ['A=1'],
    WorkingDir: 'C:\\',
    ArgsEscaped: true,
  },
  HostConfig: {
    Isolation: 'process',
    NetworkMode: 'nat',
    SecurityOpt: ['credentialspec=raw://{}'],
    Devices: [{ PathOnHost: 'class/x' }],
    DnsSearch: ['a.example'],
    CapAdd: ['CHOWN'],
    CapDrop: ['CHOWN'],
    Capabilities: ['CAP_CHOWN'],
    DeviceCgroupRules: ['c 1:1 r'],
    Privileged: false,
    ReadonlyRootfs: false,
    ConsoleSize: [1, 2],
    CpuShares: 1,
    CpuPercent: 1,
    CpuCount: 1,
    NanoCpus: 1,
    Memory: 1,
    IOMaximumBandwidth: 1,
    IOMaximumIOps: 1,
  },
  NetworkSharedContainerID: 's',
  SharedEndpointList: ['e'],
  MountPoints: {
    'C:\\a': {
      Source: 'C:\\b',
      Destination: 'C:\\a',
      RW: true,
      Name: 'v',
      Driver: 'local',
      Type: 'volume',
      SkipMountpointCreation: false,
    },
  },
  SecretReferences: [{ SecretID: 's', SecretName: 'n', File: { Name: 'f', UID: '0', GID: '0', Mode: 292 } }],
  ConfigReferences: [{ ConfigID: 'c', ConfigName: 'n', File: { Name: 'f', UID: '0', GID: '0', Mode: 292 } }],
  SwarmManaged: true,
};

/** A request that has each field that the product reads. */
const fullRequest = () =>
  sampleRequest({ profile: 'moby-19.03', minInventoryRevision: 0, deadlineMs: 5_000 }, container);

/** Each way to put a secret where something else belongs. */
const shapes: Readonly<Record<string, (secret: string) => unknown>> = {
  text: (secret) => secret,
  list: (secret) => [secret],
  object: (secret) => ({ [secret]: secret }),
  nested: (secret) => [{ PathOnHost: { [secret]: secret } }],
};

const isName = (place: string, shape: string): boolean =>
  (shape === 'text' && names.has(place)) || (shape === 'object' && namesAsKeys.has(place));

/** A full request for each of its fields and each shape, with a secret there. */
export function sweep(): [string, Make][] {
  const inventory = sampleInventory({ secrets: ['s'], configs: { c: '{}' } });
  return [...placesIn(fullRequest())].flatMap((path) => {
    const place = path.join('.');
    return Object.entries(shapes)
      .filter(([shape]) => !isName(place, shape))
      .map(([shape, make]) => [
        `${shape} at ${place}`,
        (secret) => ({ inventory, request: replaced(fullRequest(), path, make(secret)) }),
      ]);
  });
}

function* placesIn(value: unknown, path: Path = []): Generator<Path> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    yield* placesIn(member, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}
