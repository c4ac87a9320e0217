import { readFileSync } from 'node:fs';
import { type Bundle, bundleSchema, decode, validate } from '@specline/contracts';

const file = new URL('../../../packages/cli/samples/iis-with-gmsa.json', import.meta.url);

/** The request of the samples for a web shop with a gMSA, and its node. */
const sample: Bundle = validate(bundleSchema, decode(readFileSync(file, 'utf8')), 'bundle');

/** What `docker inspect` says besides: no rule reads it, and it travels all the same. */
const ofDocker = {
  Created: '2026-03-02T10:15:30.123456789Z',
  Driver: 'windowsfilter',
  RestartCount: 0,
  AppArmorProfile: '',
  LogPath: 'C:\\ProgramData\\docker\\containers\\shop-web\\shop-web-json.log',
};

const labels = {
  'com.docker.swarm.node.id': 'v5a8g2k9m1q4t7w0y3b6e9h2j',
  'com.docker.swarm.service.id': 'l8o1r4u7x0a3d6g9j2m5p8s1v',
  'com.docker.swarm.service.name': 'shop_web',
  'com.docker.swarm.task': '',
  'com.docker.stack.namespace': 'shop',
  'com.example.shop.owner': 'Web Platform <web-platform@example.com>',
  'org.opencontainers.image.revision': '0c48a3b1cb621d5fd81b487d3fde59028a6f2f45',
};

const environment = [
  'ConnectionStrings__Shop=Server=sql-01.corp.example.com;Database=Shop;Integrated Security=true',
  'ConnectionStrings__Sessions=redis-01.corp.example.com:6379,ssl=true',
  'Logging__LogLevel__Default=Information',
  'DOTNET_RUNNING_IN_CONTAINER=true',
];

/** A network as `docker inspect` shows it; of it only the name is read. */
const network = (address: string, gateway: string) => ({
  IPAMConfig: null,
  Links: null,
  Aliases: ['shop-web', '6c8c075aea6f'],
  MacAddress: '00:15:5d:7d:1f:42',
  Gateway: gateway,
  IPAddress: address,
  IPPrefixLen: 20,
  DriverOpts: null,
});

const { container } = sample.request;

/** The container that all requests are made of: about 3 KB with its labels and environment. */
export const sampleContainer = {
  ...container,
  ...ofDocker,
  Config: {
    ...container.Config,
    Env: [...(container.Config.Env ?? []), ...environment],
    Labels: labels,
    ExposedPorts: { '443/tcp': {}, '80/tcp': {} },
  },
  HostConfig: {
    ...container.HostConfig,
    RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
    PortBindings: { '443/tcp': [{ HostIp: '', HostPort: '8443' }] },
    LogConfig: { Type: 'json-file', Config: { 'max-size': '10m' } },
  },
  NetworkSettings: {
    Networks: { nat: network('172.24.80.17', '172.24.80.1'), backend: network('10.32.4.17', '10.32.0.1') },
  },
};

/** About the least that a request for a container with a network and a volume says: 1 KB. */
export const leanContainer: typeof container = {
  Id: container.Id,
  Path: container.Path,
  Args: container.Args,
  Image: container.Image,
  Config: { Hostname: 'shop-web', Env: environment.slice(0, 2), WorkingDir: 'C:\\inetpub\\wwwroot' },
  HostConfig: { Isolation: 'process', NetworkMode: 'nat', NanoCpus: 1_500_000_000 },
  NetworkSettings: { Networks: { nat: {} } },
  MountPoints: container.MountPoints,
};

export const sampleInventory = sample.inventory;
