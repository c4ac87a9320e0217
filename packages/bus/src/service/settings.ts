import { defaultPrefix } from '@specline/contracts';
import { z } from 'zod';
import type { StreamKeeping } from '../journal.ts';
import { logLevels } from '../log/log.ts';
import type { ListenOptions } from '../monitor/listener.ts';
import { shownAddresses } from '../shown-addresses.ts';
import { connectionVariables, type TlsIdentity, tlsIdentity } from './connection-settings.ts';
import { contradictions, type Fault } from './contradictions.ts';
import { type InventoryCheck, inventoryVariables } from './inventory-settings.ts';
import { monitorVariables } from './monitor-settings.ts';
import { wholeNumber } from './quantities.ts';
import { streamDefaults, streamKeeping, streamVariables } from './stream-settings.ts';
import { submitDefaults, submitVariables } from './submit-settings.ts';

/** Names and texts, as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

const addressOf = (schemes: readonly string[], example: string) =>
  z.string().refine((text) => isAddress(text, schemes), `write an address such as ${example}`);

function isAddress(text: string, schemes: readonly string[]): boolean {
  const url = URL.parse(text);
  return url !== null && url.hostname !== '' && schemes.includes(url.protocol);
}

const natsExample = 'nats://127.0.0.1:4222';
const redisExample = 'redis://127.0.0.1:6379';

/** The one table of what a service can be told by its environment. */
const environmentSchema = z.object({
  /** Servers of one cluster, separated by commas. */
  NATS_URL: z
    .string()
    .default(natsExample)
    .transform((text) => text.split(',').map((address) => address.trim()))
    .pipe(z.array(addressOf(['nats:', 'tls:'], natsExample))),
  REDIS_URL: addressOf(['redis:', 'rediss:'], redisExample).default(redisExample),
  LOG_LEVEL: z.enum(logLevels, { error: `write one of: ${logLevels.join(', ')}` }).default('info'),
  /** Of all subjects. */
  SPECLINE_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/, 'write letters, digits, "_" and "-", with dots between')
    .default(defaultPrefix),
  /** Open requests of one aggregator. */
  SPECLINE_MAX_OPEN: wholeNumber(1, 1_000_000).default(4_096),
  SPECLINE_MAX_OPEN_BYTES: wholeNumber(1, Number.MAX_SAFE_INTEGER).default(256 * 1024 * 1024),
  ...connectionVariables,
  ...inventoryVariables,
  ...monitorVariables,
  ...submitVariables,
  ...streamVariables,
});

/** What a service is told by its environment. */
export interface ServiceSettings {
  readonly natsServers: readonly string[];
  readonly redisUrl: string;
  readonly tls: TlsIdentity;
  readonly inboxPrefix: string;
  readonly logLevel: (typeof logLevels)[number];
  readonly prefix: string;
  readonly deadlineMs: number;
  readonly maximumOpen: number;
  readonly maximumOpenBytes: number;
  readonly cacheAgeMs: number;
  readonly inventoryCheck: InventoryCheck;
  /** Where operators' tools may ask; port 0: nowhere. */
  readonly monitor: ListenOptions;
  /** Where spans are sent; absent: nowhere. */
  readonly spansEndpoint: string | undefined;
  readonly maximumOpenSubmits: number;
  readonly acknowledgeWithinMs: number;
  readonly giveUpAfterMs: number;
  readonly maximumLostDeliveries: number;
  readonly streamKeeping: StreamKeeping;
}

/** An environment that a service cannot run with; the text names each variable, its value and the remedy. */
export class InvalidSettings extends Error {
  override readonly name = 'InvalidSettings';
}

/**
 * Reads variables of an environment, those of one service say; one that is empty counts as absent.
 *
 * @throws InvalidSettings
 */
export function readVariables<T>(schema: z.ZodType<T>, environment: Environment): T {
  const given = Object.fromEntries(Object.entries(environment).filter(([, text]) => text !== ''));
  const result = schema.safeParse(given);
  if (!result.success) throw invalid(result.error.issues, given);
  return result.data;
}

/**
 * Reads a service's settings; a variable that is empty counts as absent.
 *
 * @throws InvalidSettings
 */
export function serviceSettings(environment: Environment): ServiceSettings {
  const written = Object.fromEntries(Object.entries(environment).filter(([, text]) => text !== ''));
  const given: Environment = { ...submitDefaults, ...streamDefaults, ...written };
  const variables = readVariables(environmentSchema, given);
  const faults = contradictions(variables, (variable) => given[variable] ?? '');
  if (faults.length > 0) throw invalid(faults, given);
  return {
    natsServers: variables.NATS_URL,
    redisUrl: variables.REDIS_URL,
    tls: tlsIdentity(variables),
    inboxPrefix: variables.SPECLINE_INBOX_PREFIX,
    logLevel: variables.LOG_LEVEL,
    prefix: variables.SPECLINE_PREFIX,
    deadlineMs: variables.SPECLINE_DEADLINE_MS,
    maximumOpen: variables.SPECLINE_MAX_OPEN,
    maximumOpenBytes: variables.SPECLINE_MAX_OPEN_BYTES,
    cacheAgeMs: variables.SPECLINE_CACHE_AGE,
    inventoryCheck: variables.SPECLINE_INVENTORY_CHECK,
    monitor: { host: variables.SPECLINE_METRICS_HOST, port: variables.SPECLINE_METRICS_PORT },
    spansEndpoint: variables.OTEL_EXPORTER_OTLP_ENDPOINT,
    maximumOpenSubmits: variables.SPECLINE_MAX_OPEN_SUBMITS,
    acknowledgeWithinMs: variables.SPECLINE_ACKNOWLEDGE_WITHIN,
    giveUpAfterMs: variables.SPECLINE_GIVE_UP_AFTER,
    maximumLostDeliveries: variables.SPECLINE_MAX_LOST_DELIVERIES,
    streamKeeping: streamKeeping(variables),
  };
}

function invalid(faults: readonly Fault[], given: Environment): InvalidSettings {
  const texts = faults.map(({ path: [variable], message }) => {
    const name = String(variable);
    return `${name} is "${shownAddresses(given[name] ?? '')}": ${message}`;
  });
  return new InvalidSettings([...new Set(texts)].join('; '));
}
