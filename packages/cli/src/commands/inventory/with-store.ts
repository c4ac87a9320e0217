import type { SettingsLog } from '@specline/inventory';
import { unusable } from '../../end/failure.ts';
import type { AddressOptions } from '../../system/addresses.ts';
import type { Backends } from '../../system/backends.ts';
import { withSystem } from '../../system/with-system.ts';

/** What all commands of the inventory take. */
export interface StoreOptions extends AddressOptions {
  readonly json?: boolean;
}

export const exitCodesText = `
Exit codes:
  0  done
  1  the node is not known
  2  the input or the command line cannot be used
  3  Redis or NATS cannot be reached, or would lose what is pushed`;

/**
 * Uses the store, and the bus where there is one.
 *
 * @param settingsLog where warnings of its settings go; absent: nothing is written, so that they do not matter.
 */
export async function withStore<T>(
  { nats, redis }: AddressOptions,
  use: (backends: Backends) => Promise<T>,
  settingsLog?: SettingsLog,
): Promise<T> {
  if (redis === undefined) throw unusable('say with --redis (REDIS_URL) where the node inventory is');
  const addresses = { redis, ...(nats === undefined ? {} : { nats }) };
  const checked = settingsLog === undefined ? {} : { settingsLog };
  return withSystem({ ...addresses, ...checked, logLevel: 'silent', services: false }, use);
}
