import type { Redis } from 'ioredis';

/** The settings of a server that decide whether what is written stays. */
export interface ServerSettings {
  readonly appendonly: string;
  /** Save points, such as `3600 1 300 100`; empty: none. */
  readonly save: string;
  /** In bytes; 0: no limit. */
  readonly maxmemory: string;
  readonly 'maxmemory-policy': string;
}

/** One of them that lets the inventory lose what was pushed. */
export interface SettingFault {
  readonly setting: keyof ServerSettings;
  readonly value: string;
  /** What to do about it. */
  readonly remedy: string;
  /** Whether a node, or a part of one, can vanish while the server runs, and nobody is told. */
  readonly silent: boolean;
}

/** What is wrong with a server for data that must stay: they must reach a disk, and never be evicted. */
export const faultsOf = (settings: ServerSettings): SettingFault[] => [
  ...evictionFaults(settings),
  ...persistenceFaults(settings),
];

/** Without a limit nothing is evicted yet. Policies of `volatile-…` evict keys that expire, and ours never do. */
function evictionFaults({ maxmemory, 'maxmemory-policy': value }: ServerSettings): SettingFault[] {
  if (value === 'noeviction') return [];
  const silent = maxmemory !== '0' && value.startsWith('allkeys-');
  return [{ setting: 'maxmemory-policy', value, remedy: 'set maxmemory-policy to noeviction', silent }];
}

/** Save points are enough: they may lose the last pushes, but later ones have higher revisions all the same. */
function persistenceFaults({ appendonly: value, save }: ServerSettings): SettingFault[] {
  if (value === 'yes' || save !== '') return [];
  return [{ setting: 'appendonly', value, remedy: 'set appendonly to yes, or give save points', silent: false }];
}

const names = ['appendonly', 'save', 'maxmemory', 'maxmemory-policy'] as const;

/**
 * Reads the settings of a server.
 *
 * @returns undefined where it does not let us, as many that a provider runs do not.
 */
export async function readSettings(redis: Redis): Promise<ServerSettings | undefined> {
  try {
    const [appendonly, save, maxmemory, policy] = await Promise.all(names.map((name) => settingOf(redis, name)));
    if (appendonly === undefined || save === undefined || maxmemory === undefined || policy === undefined)
      return undefined;
    return { appendonly, save, maxmemory, 'maxmemory-policy': policy };
  } catch (error) {
    if (error instanceof Error && /^(NOPERM|ERR unknown)/.test(error.message)) return undefined;
    throw error;
  }
}

async function settingOf(redis: Redis, name: string): Promise<string | undefined> {
  const [, value] = (await redis.config('GET', name)) as string[];
  return value;
}
