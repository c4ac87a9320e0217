import { type CachedInventory, cachedInventory } from './cache/cached-inventory.ts';
import { checkSettings, type SettingsCheck, type SettingsLog } from './redis/check-settings.ts';
import type { InventoryLog, TlsIdentity } from './redis/connection.ts';
import { redisInventory } from './redis/redis-inventory.ts';

export interface OpenOptions {
  readonly url: string;
  readonly check: SettingsCheck;
  /** How long what was read is used, in milliseconds; 0: only by those who ask at the same time. */
  readonly cacheAgeMs: number;
  /** For `rediss://`. */
  readonly tls?: TlsIdentity;
  readonly log: InventoryLog & SettingsLog;
}

/**
 * The inventory as a service reads it: in Redis, whose settings are checked, behind a cache. One that is away is no
 * reason not to start.
 *
 * @throws UnsafeInventory
 */
export async function openInventory({ url, check, cacheAgeMs, log, tls = {} }: OpenOptions): Promise<CachedInventory> {
  const store = redisInventory({ url, log, tls });
  try {
    await checkSettings(store, check, log);
  } catch (error) {
    await store.close();
    throw error;
  }
  return cachedInventory(store, { maximumAgeMs: cacheAgeMs });
}
