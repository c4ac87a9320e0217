import type { Redis } from 'ioredis';
import { Connection, type TlsIdentity } from './connection.ts';
import { unavailable } from './failure.ts';
import { faultsOf, readSettings, type SettingFault } from './server-settings.ts';

/** What a look at a Redis finds. */
export interface RedisExamination {
  /** Without user and password. */
  readonly address: string;
  readonly version: string;
  /** Settings that let it lose what is pushed; undefined: it does not tell them to this user. */
  readonly faults: readonly Pick<SettingFault, 'setting' | 'value' | 'remedy'>[] | undefined;
  /** In bytes; a maximum of 0: none. */
  readonly memory: { readonly used: number; readonly maximum: number };
  /** Keys that it has thrown away since it started. */
  readonly evicted: number;
  /** What it has last failed to write to its disk, if anything. */
  readonly unsaved: string | undefined;
  readonly writing: 'permitted' | 'not permitted' | { readonly refused: string };
  /** In milliseconds since 1970; undefined: it does not tell this user. */
  readonly clock: number | undefined;
}

interface ExaminationOptions {
  readonly url: string;
  readonly tls?: TlsIdentity;
  readonly timeoutMs?: number;
}

/** Looks at a Redis; changes nothing there. Rejects with InventoryUnavailable. */
export async function examineRedis({
  url,
  tls = {},
  timeoutMs = 5_000,
}: ExaminationOptions): Promise<RedisExamination> {
  const connection = new Connection({ url, tls, timeoutMs, name: 'doctor', log: undefined, retries: 0 });
  const { address } = connection;
  try {
    return await connection.exchange(async (redis) => ({ address, ...(await examine(redis, address)) }));
  } finally {
    await connection.close();
  }
}

async function examine(redis: Redis, address: string): Promise<Omit<RedisExamination, 'address'>> {
  const info = await readInfo(redis);
  const [settings, writing, clock] = await Promise.all([
    readSettings(redis),
    tryWrite(redis, address),
    readClock(redis),
  ]);
  return {
    version: info.get('redis_version') ?? 'unknown',
    faults: settings === undefined ? undefined : faultsOf(settings),
    memory: { used: Number(info.get('used_memory') ?? 0), maximum: Number(info.get('maxmemory') ?? 0) },
    evicted: Number(info.get('evicted_keys') ?? 0),
    unsaved: ['rdb_last_bgsave_status', 'aof_last_write_status'].find((name) => info.get(name) === 'err'),
    writing,
    clock,
  };
}

async function readInfo(redis: Redis): Promise<ReadonlyMap<string, string>> {
  const lines = (await redis.info()).split('\r\n').map((line) => line.split(':'));
  return new Map(lines.map(([name = '', ...value]) => [name, value.join(':')]));
}

/** A key that is nowhere: to set it where it exists changes nothing, and is refused as any write is. */
const absent = 'specline:doctor';

async function tryWrite(redis: Redis, address: string): Promise<RedisExamination['writing']> {
  try {
    await redis.set(absent, '', 'XX');
    return 'permitted';
  } catch (error) {
    if (isForbidden(error)) return 'not permitted';
    if (isReply(error)) return { refused: unavailable(error, address).words.message };
    throw error;
  }
}

/** Seconds and microseconds. */
async function readClock(redis: Redis): Promise<number | undefined> {
  try {
    const [seconds, microseconds] = await redis.time();
    return Number(seconds) * 1_000 + Number(microseconds) / 1_000;
  } catch (error) {
    if (isForbidden(error)) return undefined;
    throw error;
  }
}

const isReply = (error: unknown): error is Error => error instanceof Error && error.name === 'ReplyError';

const isForbidden = (error: unknown): boolean => isReply(error) && error.message.startsWith('NOPERM');
