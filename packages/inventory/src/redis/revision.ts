import { field } from './layout.ts';

/**
 * Lua that gives out a revision above all before it. That follows the server's clock, in milliseconds, so that it
 * rises also where Redis lost its last writes or all its data: a cache never meets an old number with new content.
 *
 * KEYS 2: the node's last revision.
 */
export const nextRevision = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local last = tonumber(redis.call('GET', KEYS[2]) or 0)
local revision = string.format('%.0f', math.max(last + 1, now))
redis.call('SET', KEYS[2], revision)
`;

/** The same, and puts it into the node's hash, which is KEYS 1. */
export const stampRevision = `${nextRevision}
redis.call('HSET', KEYS[1], '${field.revision}', revision, '${field.changed}', string.format('%.0f', now))
`;
