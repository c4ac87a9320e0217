import type { InventoryDocument } from '@specline/contracts';
import { sampleInventory, sampleRequest } from '../faults/sample.ts';

/** A request that holds a secret, on a node that may hold it too. */
export interface Case {
  readonly request: unknown;
  readonly inventory?: InventoryDocument;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Makes a case of a secret. */
export type Make = (secret: string) => Case;

const container = (over: object): Case => ({ request: sampleRequest({}, over) });
const host = (HostConfig: object): Case => container({ HostConfig });
const options = (...SecurityOpt: string[]) => ({ SwarmManaged: true, HostConfig: { SecurityOpt } });

const linux = (): InventoryDocument => {
  const { images = {} } = sampleInventory();
  return sampleInventory({
    images: Object.fromEntries(Object.entries(images).map(([id, image]) => [id, { ...image, os: 'linux' }])),
  });
};

/** What each source of a credential spec gives. */
export const stored = (secret: string): InventoryDocument =>
  sampleInventory({
    credentialSpecs: {
      files: { 'spec.json': `{"file":"${secret}"}`, 'empty.json': '' },
      registry: { value: `{"registry":"${secret}"}`, odd: { type: secret } },
    },
    configs: { config1: `{"config":"${secret}"}` },
  });

const credentialOptions: Readonly<Record<string, (secret: string) => readonly string[]>> = {
  raw: (secret) => [`credentialspec=raw://{"PluginInput":"${secret}"}`],
  file: () => ['credentialspec=file://spec.json'],
  registry: () => ['credentialspec=registry://value'],
  config: () => ['credentialspec=config://config1'],
  'one that another replaces': (secret) => [`credentialspec=raw://${secret}`, `credentialspec=raw://${secret}`],
  'an empty one behind it': (secret) => [`credentialspec=raw://${secret}`, 'credentialspec=file://empty.json'],
  'no equals sign': (secret) => [secret],
  'another key': (secret) => [`${secret}=x`, `x=${secret}`],
  'no scheme': (secret) => [`credentialspec=${secret}`],
  'an unknown scheme': (secret) => [`credentialspec=${secret}://x`],
  'no value': (secret) => [`credentialspec=raw://`, `credentialspec=${secret}`],
  'an absolute path': (secret) => [`credentialspec=file://C:\\${secret}`],
  'a path that leads out': (secret) => [`credentialspec=file://..\\..\\${secret}`],
  'an unknown file': (secret) => [`credentialspec=file://${secret}.json`],
  'an unknown registry value': (secret) => [`credentialspec=registry://${secret}`],
  'a registry value of another type': () => ['credentialspec=registry://odd'],
  'an unknown config': (secret) => [`credentialspec=config://${secret}`],
};

/** Each rule of credentials, where the node has what it needs, lacks a registry, or the image is one of Linux. */
const credentialCases: Readonly<Record<string, Make>> = Object.fromEntries(
  Object.entries(credentialOptions).flatMap(([name, optionsOf]): [string, Make][] => {
    const request = (secret: string) => sampleRequest({}, options(...optionsOf(secret)));
    return [
      [`credential spec: ${name}`, (secret) => ({ request: request(secret), inventory: stored(secret) })],
      [
        `credential spec without registry: ${name}`,
        (secret) => ({ request: request(secret), inventory: sampleInventory({ credentialSpecs: { registry: null } }) }),
      ],
      [`credential spec of a Linux image: ${name}`, (secret) => ({ request: request(secret), inventory: linux() })],
    ];
  }),
);

const otherCases: Readonly<Record<string, Make>> = {
  'environment values': (secret) => container({ Config: { Env: [`PASSWORD=${secret}`, secret, `=${secret}`] } }),
  'no swarm behind it': (secret) => host({ SecurityOpt: [`credentialspec=config://${secret}`] }),
  'a device path': (secret) => host({ Devices: [{ PathOnHost: secret }, { PathOnHost: `${secret}/x` }] }),
  'a device rule': (secret) => ({ ...host({ DeviceCgroupRules: [secret, `c ${secret}`] }), inventory: linux() }),
  'a capability': (secret) => ({ ...host({ CapAdd: [secret], CapDrop: [secret] }), inventory: linux() }),
  'an exact capability': (secret) => ({ ...host({ Capabilities: [secret] }), inventory: linux() }),
  'an isolation word': (secret) => host({ Isolation: secret }),
  'driver info of a wrong type': (secret) => ({
    request: sampleRequest(),
    inventory: sampleInventory({ endpoints: { nat: { driverInfo: { hnsid: [secret], GW_INFO: secret } } } }),
  }),
  'fields of Docker that no rule reads': (secret) => container({ Labels: { [secret]: secret }, Unknown: secret }),
  'an environment that is no list': (secret) => container({ Config: { Env: { PASSWORD: secret } } }),
  'an environment that is one text': (secret) => container({ Config: { Env: `PASSWORD=${secret}` } }),
  'an environment with other things': (secret) =>
    container({ Config: { Env: [{ PASSWORD: secret }, [secret], null] } }),
  'an unknown field': (secret) => ({
    request: sampleRequest({ env: secret, [secret]: secret, secret: { a: secret } }),
  }),
  'no JSON': (secret) => ({ request: secret }),
  'JSON that ends early': (secret) => ({ request: `{"container":{"Config":{"Env":["PASSWORD=${secret}` }),
  'JSON with something behind it': (secret) => ({ request: `{} "${secret}"` }),
  'JSON that is one text': (secret) => ({ request: `"${secret}"` }),
  'JSON that is a list': (secret) => ({ request: `["${secret}"]` }),
  'a __proto__ key': (secret) => ({ request: `{"__proto__":"${secret}"}` }),
  'deep nesting': (secret) => ({ request: `${'['.repeat(100)}"${secret}"${']'.repeat(100)}` }),
  'a deadline that is over': (secret) => ({ request: withSecrets(secret, { deadlineMs: 1 }) }),
  'an inventory that is too old': (secret) => ({ request: withSecrets(secret, { minInventoryRevision: 2 ** 52 }) }),
  'an unknown node': (secret) => ({ request: withSecrets(secret, { node: 'nowhere' }) }),
  'an unknown image': (secret) => ({ request: withSecrets(secret, {}, { Image: 'none' }) }),
  'an unknown container': (secret) => ({ request: withSecrets(secret, {}, { Id: 'none' }) }),
  'an outcome that is too large': (secret) => ({
    request: withSecrets(secret, {}, { Args: [secret, ...Array.from({ length: 200_000 }, () => '"')] }),
  }),
  'a decision that is too large': (secret) => host({ SecurityOpt: Array.from({ length: 10_000 }, () => secret) }),
  'a traceparent': (secret) => ({ request: sampleRequest(), headers: { traceparent: secret, [secret]: secret } }),
};

/** A request with secrets in environment, options and arguments. */
export const withSecrets = (secret: string, over: object = {}, more: object = {}) =>
  sampleRequest(over, {
    Args: [secret],
    Config: { Env: [`PASSWORD=${secret}`] },
    ...options(`credentialspec=raw://${secret}`, secret),
    ...more,
  });

export const cases: readonly [string, Make][] = [...Object.entries(credentialCases), ...Object.entries(otherCases)];
