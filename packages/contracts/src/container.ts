import { z } from 'zod';
import {
  optionalFlag,
  optionalInteger,
  optionalText,
  optionalTexts,
  optionalUnsigned,
  pathComponent,
  uint64,
} from './fields.ts';

/**
 * The spelling of Go or of the API's documentation. Docker's decoder takes it, as it takes keys in any case;
 * ours would lose what it says without a word.
 */
const spelled = (name: string) => z.never({ error: `is spelled ${name} here` }).optional();

const configSchema = z.object({
  Hostname: optionalText,
  Domainname: optionalText,
  User: optionalText,
  Tty: optionalFlag,
  Env: optionalTexts,
  WorkingDir: optionalText,
  ArgsEscaped: optionalFlag,
});

const hostConfigSchema = z.object({
  Isolation: optionalText,
  NetworkMode: optionalText,
  SecurityOpt: optionalTexts,
  Devices: z.array(z.object({ PathOnHost: z.string() })).nullish(),
  DnsSearch: optionalTexts,
  CapAdd: optionalTexts,
  CapDrop: optionalTexts,
  Capabilities: optionalTexts,
  DeviceCgroupRules: optionalTexts,
  Privileged: optionalFlag,
  ReadonlyRootfs: optionalFlag,
  /** Height, then width, in characters. */
  ConsoleSize: z.array(uint64).length(2, 'must be two numbers, height and width').nullish(),
  CpuShares: optionalInteger,
  CpuPercent: optionalInteger,
  CpuCount: optionalInteger,
  NanoCpus: optionalInteger,
  /** In bytes. */
  Memory: optionalInteger,
  /** In bytes a second. */
  IOMaximumBandwidth: optionalUnsigned,
  IOMaximumIOps: optionalUnsigned,
  CPUShares: spelled('CpuShares'),
  CPUPercent: spelled('CpuPercent'),
  CPUCount: spelled('CpuCount'),
  NanoCPUs: spelled('NanoCpus'),
  DNSSearch: spelled('DnsSearch'),
});

/** One mount point of a container, as in `config.v2.json`. */
export const mountPointSchema = z.object({
  Source: optionalText,
  Destination: optionalText,
  RW: optionalFlag,
  Name: z.union([z.literal(''), pathComponent], { error: 'must be a text' }).nullish(),
  Driver: optionalText,
  Type: optionalText,
  SkipMountpointCreation: optionalFlag,
});

const fileTargetSchema = z.object({
  Name: z.string(),
  UID: optionalText,
  GID: optionalText,
  /** Permission bits, as a number: 292 is 0444. */
  Mode: z.int().min(0).max(0xffffffff).nullish(),
});

export const secretReferenceSchema = z.object({
  SecretID: pathComponent,
  SecretName: optionalText,
  File: fileTargetSchema.nullish(),
});

export const configReferenceSchema = z.object({
  ConfigID: pathComponent,
  ConfigName: optionalText,
  File: fileTargetSchema.nullish(),
});

/**
 * The container of a request, in Docker's own spelling (`docker inspect`, `config.v2.json`).
 * Fields of Docker's that no rule reads are accepted and left alone.
 */
export const containerSchema = z.object({
  Id: pathComponent,
  ID: spelled('Id'),
  Name: optionalText,
  Path: z.string(),
  Args: optionalTexts,
  Image: z.string(),
  /** Absent: the image's. Empty: the node's, which is Windows. */
  OS: optionalText,
  HasBeenStartedBefore: optionalFlag,
  Config: configSchema,
  HostConfig: hostConfigSchema,
  NetworkSettings: z.object({ Networks: z.record(z.string(), z.unknown()).nullish() }).nullish(),
  NetworkSharedContainerID: optionalText,
  SharedEndpointList: optionalTexts,
  MountPoints: z.record(z.string(), mountPointSchema).nullish(),
  SecretReferences: z.array(secretReferenceSchema).nullish(),
  ConfigReferences: z.array(configReferenceSchema).nullish(),
  /** True where a swarm manager's secret and config stores stand behind the container. */
  SwarmManaged: optionalFlag,
});

export type Container = z.infer<typeof containerSchema>;
export type MountPoint = z.infer<typeof mountPointSchema>;
export type SecretReference = z.infer<typeof secretReferenceSchema>;
export type ConfigReference = z.infer<typeof configReferenceSchema>;
