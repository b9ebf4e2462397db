import { script } from '../../redis/script.ts';

/**
 * KEYS requests · ARGV search id, payload, how long a request lasts in ms, channel.
 * Trims by the clock of Redis, which made the ids.
 */
export const ADD = script(`
local time = redis.call('TIME')
local oldest = string.format('%.0f', time[1] * 1000 - ARGV[3])
redis.call('XADD', KEYS[1], 'MINID', '~', oldest, '*', 'search_id', ARGV[1], 'payload', ARGV[2])
redis.call('PUBLISH', ARGV[4], '1')
return 'ok'
`);

/**
 * KEYS requests · ARGV group, provider, request.
 * Renews a claim only for the provider that still holds it.
 */
export const RENEW = script(`
local pending = redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[3], ARGV[3], 1)[1]
if not pending or pending[2] ~= ARGV[2] then return 'lost' end
redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, ARGV[3], 'JUSTID')
return 'held'
`);
