import { script } from '../../redis/script.ts';

/**
 * KEYS requests · ARGV search id, payload, how long a request lasts in ms, channel.
 * Trims by the clock of Redis, which made the ids. Where nothing is added any more, all of it goes with the last request.
 */
export const ADD = script(`
local time = redis.call('TIME')
local oldest = string.format('%.0f', time[1] * 1000 - ARGV[3])
redis.call('XADD', KEYS[1], 'MINID', oldest, '*', 'search_id', ARGV[1], 'payload', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PUBLISH', ARGV[4], '1')
return 'ok'
`);

/**
 * KEYS requests · ARGV group, provider, request.
 * Renews a claim only for the provider that still holds it; nobody does where all requests are gone.
 */
export const RENEW = script(`
local answer = redis.pcall('XPENDING', KEYS[1], ARGV[1], ARGV[3], ARGV[3], 1)
if answer.err then return string.find(answer.err, '^NOGROUP') and 'lost' or answer end
local pending = answer[1]
if not pending or pending[2] ~= ARGV[2] then return 'lost' end
redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, ARGV[3], 'JUSTID')
return 'held'
`);

/**
 * KEYS requests · ARGV group, provider.
 * Takes a provider out of its group, unless it holds a claim: that would be dropped with it, for nobody to take over.
 */
export const LEAVE = script(`
if #redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', 1, ARGV[2]) > 0 then return 'holds' end
redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2])
return 'left'
`);

/**
 * KEYS requests · ARGV group, idle for how many ms, how many at most.
 * Takes providers out of their group that were not heard of for long and hold no claim. One that lives after all is in it
 * again with its next claim.
 */
export const FORGET = script(`
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
local forgotten = 0
for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
  local fields = {}
  for at = 1, #consumer, 2 do fields[consumer[at]] = consumer[at + 1] end
  if fields.pending == 0 and fields.idle >= tonumber(ARGV[2]) and forgotten < tonumber(ARGV[3]) then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], fields.name)
    forgotten = forgotten + 1
  end
end
return forgotten
`);
