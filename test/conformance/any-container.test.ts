import { encode } from '@specline/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asMessages, compileBundle } from './compile-bundle.ts';

// Well-typed documents of any contents: none may crash a rule, whatever it makes of them.

const word = fc.oneof(
  fc.string({ unit: fc.constantFrom('\\', '/', ':', '.', '"', ' ', '=', 'C', 'D', 'a', '\u00e9', '\n', '\0') }),
  fc.constantFrom(
    '',
    'C:',
    'D:\\x',
    '..\\..',
    '\\\\srv\\share\\x',
    'NUL',
    'constructor',
    'toString',
    'hyperv',
    'default',
  ),
  fc.string({ unit: 'binary', maxLength: 5 }),
);
const words = fc.array(word, { maxLength: 3 });
const key = word.filter((text) => text !== '__proto__');
const orNull = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { nil: null });
/** Mostly what no rule refuses, so that many containers compose. */
const mostly = <T>(usual: T, odd: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: odd });
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });

const option = fc.oneof(
  word,
  fc
    .tuple(fc.constantFrom('file', 'registry', 'raw', 'config', 'File'), word)
    .map(([scheme, value]) => `credentialspec=${scheme}://${value}`),
);
const rule = fc.oneof(
  word,
  fc.tuple(fc.nat(), fc.bigInt({ min: 0n, max: 2n ** 70n })).map(([major, minor]) => `c ${major}:${minor} rwm`),
);

const hostConfig = fc.record(
  {
    Isolation: fc.oneof(word, fc.constantFrom('process', 'hyperv')),
    NetworkMode: fc.oneof(word, fc.constant('container:x')),
    SecurityOpt: mostly<unknown>(null, orNull(fc.array(option, { maxLength: 3 }))),
    Devices: mostly<unknown>(
      null,
      orNull(fc.array(fc.record({ PathOnHost: fc.oneof(word, fc.constant('class/x')) }), { maxLength: 2 })),
    ),
    DnsSearch: orNull(words),
    CapAdd: mostly<unknown>(null, orNull(fc.array(fc.oneof(word, fc.constantFrom('ALL', 'kill')), { maxLength: 3 }))),
    CapDrop: mostly<unknown>(null, orNull(fc.array(fc.oneof(word, fc.constantFrom('ALL', 'kill')), { maxLength: 3 }))),
    Capabilities: mostly<unknown>(null, orNull(words)),
    DeviceCgroupRules: mostly<unknown>(null, orNull(fc.array(rule, { maxLength: 2 }))),
    Privileged: fc.boolean(),
    ConsoleSize: orNull(fc.tuple(uint64, uint64)),
    CpuShares: int64,
    CpuPercent: int64,
    CpuCount: int64,
    NanoCpus: int64,
    Memory: int64,
    IOMaximumIOps: uint64,
  },
  { requiredKeys: [] },
);

const mountPoint = fc.record(
  {
    Source: word,
    Destination: word,
    RW: fc.boolean(),
    Driver: fc.constantFrom('', 'local', 'other'),
    Type: fc.constantFrom('bind', 'volume', 'npipe'),
  },
  { requiredKeys: [] },
);
const file = orNull(fc.record({ Name: word }));

const container = fc.record(
  {
    Id: fc.constant('c1'),
    Path: word,
    Args: orNull(words),
    Image: fc.constant('i'),
    OS: fc.constantFrom('linux', 'windows', '', null),
    HasBeenStartedBefore: fc.boolean(),
    Config: fc.record(
      { Hostname: word, Domainname: word, Env: orNull(words), Tty: fc.boolean(), WorkingDir: word, User: word },
      { requiredKeys: [] },
    ),
    HostConfig: hostConfig,
    NetworkSettings: orNull(
      fc.record({ Networks: orNull(fc.dictionary(key, fc.constant({}), { noNullPrototype: true, maxKeys: 3 })) }),
    ),
    SharedEndpointList: orNull(words),
    MountPoints: mostly<unknown>(null, orNull(fc.dictionary(key, mountPoint, { noNullPrototype: true, maxKeys: 3 }))),
    SecretReferences: mostly<unknown>(
      null,
      orNull(fc.array(fc.record({ SecretID: fc.constantFrom('s1', 's2'), File: file }), { maxLength: 2 })),
    ),
    ConfigReferences: mostly<unknown>(
      null,
      orNull(fc.array(fc.record({ ConfigID: fc.constantFrom('k1', 'k2'), File: file }), { maxLength: 2 })),
    ),
    SwarmManaged: fc.boolean(),
  },
  { requiredKeys: ['Id', 'Path', 'Image', 'Config', 'HostConfig'] },
);

const inventory = fc.record({
  node: fc.record({
    name: fc.constant('n'),
    osBuild: fc.constantFrom(17134, 17763),
    cpus: fc.integer({ min: 1, max: 64 }),
    dockerRoot: fc.oneof(word, fc.constant('C:\\docker')).filter((text) => text !== ''),
    defaultIsolation: word,
    lcowSupported: fc.boolean(),
    dnsSearch: orNull(words),
  }),
  images: fc.record({
    i: fc.record({
      os: mostly<unknown>('windows', fc.oneof(fc.constantFrom('windows', 'linux'), word)),
      rootfs: fc.record({
        type: fc.constantFrom('layers', 'layers+base'),
        diff_ids: mostly<unknown>(null, orNull(words)),
      }),
    }),
  }),
  layers: fc.dictionary(key, word, { noNullPrototype: true, maxKeys: 3 }),
  containers: fc.record({
    c1: fc.record({ rwLayer: orNull(word), baseFS: orNull(word) }, { requiredKeys: ['rwLayer'] }),
  }),
  endpoints: mostly<unknown>(
    {},
    fc.dictionary(
      key,
      orNull(
        fc.record(
          {
            driverInfo: orNull(
              fc.dictionary(
                fc.constantFrom('hnsid', 'GW_INFO', 'AllowUnqualifiedDNSQuery'),
                fc.oneof(word, fc.jsonValue()),
                { noNullPrototype: true },
              ),
            ),
          },
          { requiredKeys: [] },
        ),
      ),
      { noNullPrototype: true, maxKeys: 3 },
    ),
  ),
  credentialSpecs: fc.record({
    files: fc.dictionary(key, word, { noNullPrototype: true, maxKeys: 3 }),
    registry: orNull(fc.dictionary(key, word, { noNullPrototype: true, maxKeys: 3 })),
  }),
  configs: fc.constantFrom({}, { k1: '' }, { k1: 'x' }),
  secrets: fc.constantFrom([], ['s1']),
});

const bundle = fc.record({ request: fc.record({ container }), inventory });

test('any container composes or is refused with a reason, the same each time and by messages too', () => {
  const seen = { composed: 0, refused: 0 };
  fc.assert(
    fc.property(bundle, (value) => {
      const line = encode(value);
      fc.pre(!line.includes('__proto__'));
      const compiled = compileBundle(line);
      if ('errors' in compiled) {
        seen.refused += 1;
        expect(compiled.errors.length).toBeGreaterThan(0);
        for (const { message } of compiled.errors) expect(message).not.toBe('');
      } else {
        seen.composed += 1;
        expect(compiled.text).toMatch(/^\{"ociVersion":"1\.0\.1-dev","process":\{.*\}\}$/s);
      }
      expect(encode(compileBundle(line, asMessages))).toBe(encode(compiled));
    }),
    { numRuns: 2000 },
  );
  expect(Math.min(seen.composed, seen.refused)).toBeGreaterThan(200);
});
