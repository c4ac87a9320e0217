import {
  type Bus,
  connectBus,
  createLog,
  embeddedBus,
  type Journal,
  type Log,
  type LogLevel,
  type Messages,
  type ServiceSettings,
  type TlsIdentity,
} from '@specline/bus';
import { type Specline, speclineOn } from '@specline/client';
import { type Subjects, subjectsBelow } from '@specline/contracts';
import {
  askInventory,
  checkSettings,
  embeddedInventory,
  type NodeInventory,
  redisInventory,
  type SettingsCheck,
  type SettingsLog,
} from '@specline/inventory';
import { type AddressOptions, settingsFor } from './addresses.ts';

/** Bus and store, real or embedded. */
export interface Backends {
  readonly messages: Messages;
  readonly journal: Journal;
  /** The system on the bus. */
  readonly specline: Specline;
  readonly inventory: NodeInventory;
  readonly subjects: Subjects;
  readonly settings: ServiceSettings;
  readonly log: Log;
  close(): Promise<void>;
}

interface BackendOptions extends AddressOptions {
  readonly logLevel: LogLevel;
  /** Where it is told what is wrong with the settings of Redis; absent: they are not looked at. */
  readonly settingsLog?: SettingsLog | 'log';
}

/**
 * Connects to what the options name and embeds the rest.
 *
 * @throws CannotConnect, InventoryUnavailable or UnsafeInventory, with words for the user.
 */
export async function openBackends(options: BackendOptions): Promise<Backends> {
  const settings = settingsFor(options, options.logLevel);
  const log = createLog({ service: 'specline', level: options.logLevel });
  const settingsLog = options.settingsLog === 'log' ? log : options.settingsLog;
  const { inventoryCheck: check, tls } = settings;
  const inventory = await openInventory(options.redis, { log, settingsLog, check, tls });
  const bus = await openBus(options.nats, settings, log).catch(async (error: unknown) => {
    await inventory.close();
    throw error;
  });
  const { prefix } = settings;
  const specline = speclineOn(bus, { prefix });
  const close = async (): Promise<void> => {
    await specline.close();
    await bus.close();
    await inventory.close();
  };
  const { messages, journal } = bus;
  return { messages, journal, specline, inventory, subjects: subjectsBelow(prefix), settings, log, close };
}

async function openBus(nats: string | undefined, settings: ServiceSettings, log: Log): Promise<Bus> {
  if (nats === undefined) return embeddedBus({ log });
  const { natsServers: servers, inboxPrefix, tls } = settings;
  return connectBus({ servers, name: 'specline', log, inboxPrefix, tls });
}

interface StoreOptions {
  readonly log: Log;
  readonly settingsLog: SettingsLog | undefined;
  readonly check: SettingsCheck;
  readonly tls: TlsIdentity;
}

/** The store is asked once, so that one that is away is told at once and not with each request. */
async function openInventory(redis: string | undefined, options: StoreOptions): Promise<NodeInventory> {
  if (redis === undefined) return embeddedInventory();
  const { log, settingsLog, check, tls } = options;
  const inventory = redisInventory({ url: redis, log, tls });
  try {
    await askInventory(inventory);
    if (settingsLog !== undefined) await checkSettings(inventory, check, settingsLog);
    return inventory;
  } catch (error) {
    await inventory.close();
    throw error;
  }
}
