import { InventoryUnavailable, UnsafeInventory } from '../errors.ts';
import type { RedisInventory } from './redis-inventory.ts';
import { faultsOf, type SettingFault } from './server-settings.ts';

/** What to do where a server may lose data in silence; all else is only told. */
export type SettingsCheck = 'refuse' | 'warn' | 'off';

interface FaultDetails extends Pick<SettingFault, 'setting' | 'value' | 'remedy'> {
  readonly address: string;
}

/** Where the check says what it found. */
export interface SettingsLog {
  warning(event: 'node inventory may lose data', details: FaultDetails): void;
  warning(
    event: 'settings of the node inventory cannot be read' | 'node inventory is away and was not checked',
    details: Pick<FaultDetails, 'address'>,
  ): void;
}

/**
 * Looks whether the server of a store keeps what is pushed.
 *
 * @throws UnsafeInventory where it evicts, and that is to be refused.
 */
export async function checkSettings(inventory: RedisInventory, check: SettingsCheck, log: SettingsLog): Promise<void> {
  if (check === 'off') return;
  const { address } = inventory;
  const settings = await inventory.settings().catch((error: unknown) => {
    if (error instanceof InventoryUnavailable) return 'away' as const;
    throw error;
  });
  if (settings === 'away') return log.warning('node inventory is away and was not checked', { address });
  if (settings === undefined) return log.warning('settings of the node inventory cannot be read', { address });
  for (const { silent, ...fault } of faultsOf(settings)) {
    if (silent && check === 'refuse') throw new UnsafeInventory(address, fault);
    log.warning('node inventory may lose data', { address, ...fault });
  }
}
