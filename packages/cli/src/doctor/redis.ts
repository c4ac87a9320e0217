import type { ServiceSettings } from '@specline/bus';
import { examineRedis, InventoryUnavailable, type RedisExamination } from '@specline/inventory';
import { clockFinding } from './clock.ts';
import { away, type Finding, fault, note, ok, warning } from './finding.ts';
import { isAtLeast } from './versions.ts';

/** The first with users that may do only so much. */
const leastVersion = '6.0';

/** From this share of its memory on a Redis is told of. */
const nearlyFull = 0.9;

/** Looks at the Redis with the node inventory. */
export async function redisFindings(
  { redisUrl: url, tls }: Pick<ServiceSettings, 'redisUrl' | 'tls'>,
  now: () => number,
): Promise<readonly Finding[]> {
  const before = now();
  try {
    const examination = await examineRedis({ url, tls });
    return findingsOf(examination, { before, after: now() });
  } catch (error) {
    if (!(error instanceof InventoryUnavailable)) throw error;
    return [away('redis', error.words.message, 'start Redis, or correct --redis (REDIS_URL)')];
  }
}

function findingsOf(redis: RedisExamination, around: { before: number; after: number }): Finding[] {
  const { version, address, clock } = redis;
  return [
    isAtLeast(version, leastVersion)
      ? ok('redis', `Redis ${version} at ${address}`)
      : warning('redis', `Redis ${version} is old`, `install Redis ${leastVersion} or later`),
    ...keepingFindings(redis),
    ...roomFindings(redis),
    writingFinding(redis),
    clock === undefined
      ? note('clock', 'this user may not read the clock of Redis')
      : clockFinding('Redis', { ...around, there: clock }),
  ];
}

/** Whether what is pushed stays. */
function keepingFindings({ faults, evicted, unsaved }: RedisExamination): Finding[] {
  const check = 'redis keeps';
  const findings = [
    ...(faults ?? []).map(({ setting, value, remedy }) =>
      fault(check, `its ${setting} is ${value}, so that it can lose inventories`, remedy),
    ),
    ...(evicted === 0
      ? []
      : [
          fault(
            check,
            `it has thrown away ${evicted} keys since it started: nodes, or parts of them, may be missing`,
            'set maxmemory-policy to noeviction, then push all inventories anew',
          ),
        ]),
    ...(unsaved === undefined
      ? []
      : [fault(check, `it failed to write to its disk (${unsaved})`, 'see its log and its disk')]),
  ];
  if (findings.length > 0) return findings;
  return faults === undefined
    ? [note(check, 'it does not tell this user how it keeps data; look at maxmemory-policy, appendonly and save there')]
    : [ok(check, 'nothing is evicted, and all goes to a disk')];
}

function roomFindings({ memory: { used, maximum } }: RedisExamination): Finding[] {
  if (maximum === 0 || used < nearlyFull * maximum) return [];
  const text = `it uses ${used} of the ${maximum} bytes that it may use, and then takes no pushes`;
  return [warning('redis memory', text, 'raise its maxmemory, or remove nodes that are gone')];
}

function writingFinding({ writing }: RedisExamination): Finding {
  const check = 'redis rights';
  if (writing === 'permitted') return ok(check, 'this user reads and writes');
  if (writing === 'not permitted') return ok(check, 'this user reads, as services do; `inventory push` needs a writer');
  return fault(check, writing.refused, 'see what it says, and its log');
}
