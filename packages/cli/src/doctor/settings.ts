import { type Environment, InvalidSettings, type ServiceSettings, serviceSettings } from '@specline/bus';
import { unusable } from '../end/failure.ts';
import type { AddressOptions } from '../system/addresses.ts';
import { type Finding, fault, ok } from './finding.ts';

interface Settings {
  readonly settings: ServiceSettings;
  readonly findings: readonly Finding[];
}

/**
 * What the environment tells services that start here. Where it cannot be used, the defaults are what the rest is held
 * against.
 *
 * @throws Failure where an address is none.
 */
export async function examineSettings({ nats, redis }: AddressOptions, environment: Environment): Promise<Settings> {
  const addresses = { NATS_URL: nats, REDIS_URL: redis };
  const read = readOrFault(() => serviceSettings({ ...environment, ...addresses }));
  const faults = [...('fault' in read ? [read.fault] : []), ...(await gatewayFaults(environment))];
  const findings =
    faults.length > 0 ? faults : [ok('settings', 'the environment can be used, and nothing contradicts')];
  return { settings: 'fault' in read ? defaults(addresses) : read.settings, findings };
}

/** What only a gateway is told; without such it is not loaded. */
async function gatewayFaults(environment: Environment): Promise<Finding[]> {
  if (!Object.keys(environment).some((name) => /^SPECLINE_(HTTP_|TOKENS_FILE)/.test(name))) return [];
  const { gatewaySettings } = await import('@specline/service-gateway');
  const read = readOrFault(() => gatewaySettings(environment));
  return 'fault' in read ? [read.fault] : [];
}

type ReadSettings<T> = { readonly settings: T } | { readonly fault: Finding };

function readOrFault<T>(read: () => T): ReadSettings<T> {
  try {
    return { settings: read() };
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    return { fault: fault('settings', error.message, 'correct these variables; no service starts with them') };
  }
}

function defaults(addresses: Environment): ServiceSettings {
  try {
    return serviceSettings(addresses);
  } catch (cause) {
    if (!(cause instanceof InvalidSettings)) throw cause;
    throw unusable(cause.message, { cause });
  }
}
