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
export function examineSettings({ nats, redis }: AddressOptions, environment: Environment): Settings {
  const addresses = { NATS_URL: nats, REDIS_URL: redis };
  try {
    const settings = serviceSettings({ ...environment, ...addresses });
    return { settings, findings: [ok('settings', 'the environment can be used, and nothing in it contradicts')] };
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    const finding = fault('settings', error.message, 'correct these variables; no service starts with them');
    return { settings: defaults(addresses), findings: [finding] };
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
