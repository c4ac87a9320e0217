import type { LogLevel } from '@specline/bus';
import type { SettingsLog } from '@specline/inventory';
import type { AddressOptions } from './addresses.ts';
import { type Backends, openBackends } from './backends.ts';
import { startSystem } from './start-system.ts';

interface SystemOptions extends AddressOptions {
  readonly logLevel: LogLevel;
  /** Whether the services run in this process; else they are expected behind `--nats`. */
  readonly services: boolean;
  /** As {@link openBackends} takes it; services always look at the settings, as each does by itself. */
  readonly settingsLog?: SettingsLog;
}

/** Uses bus, inventory and services; ends what was started for it, in order, whatever happens. */
export async function withSystem<T>(options: SystemOptions, use: (backends: Backends) => Promise<T>): Promise<T> {
  const backends = await openBackends(options.services ? { ...options, settingsLog: 'log' } : options);
  try {
    const system = options.services ? await startSystem(backends) : undefined;
    try {
      return await use(backends);
    } finally {
      await system?.stop();
    }
  } finally {
    await backends.close();
  }
}
