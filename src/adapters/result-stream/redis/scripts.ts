import { script } from '../../redis/script.ts';

/**
 * KEYS stream · ARGV payload, ttl ms.
 * Refuses a stream that exists, unless all it holds is this very message.
 */
export const CREATE = script(`
local first = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 2)
if #first == 1 and first[1][2][2] == 'requested' and first[1][2][4] == ARGV[1] then return {'ok', first[1][1]} end
if redis.call('EXISTS', KEYS[1]) == 1 then return {'exists'} end
local position = redis.call('XADD', KEYS[1], '*', 'status', 'requested', 'payload', ARGV[1], 'seq', '1')
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {'ok', position}
`);

/**
 * KEYS stream · ARGV expected position, seq of the first message, channel, ttl ms once completed (empty: leave it),
 * then status and payload of each message.
 * All or nothing, behind the expected position; a success too where exactly these messages lie there already.
 */
export const APPEND = script(`
local key, expected, seq = KEYS[1], ARGV[1], tonumber(ARGV[2])
local count = (#ARGV - 4) / 2
local last = redis.call('XREVRANGE', key, '+', '-', 'COUNT', 1)[1]
if not last then return {redis.call('EXISTS', key) == 1 and 'conflict' or 'gone'} end
if last[1] ~= expected then
  local there = redis.call('XRANGE', key, '(' .. expected, '+', 'COUNT', count)
  if #there < count then return {'conflict'} end
  for i = 1, count do
    local fields = there[i][2]
    if fields[2] ~= ARGV[3 + 2 * i] or fields[4] ~= ARGV[4 + 2 * i] or fields[6] ~= string.format('%d', seq + i - 1) then
      return {'conflict'}
    end
  end
  return {'ok', there[count][1]}
end
local position, completes
for i = 1, count do
  local status = ARGV[3 + 2 * i]
  position = redis.call('XADD', key, 'NOMKSTREAM', '*',
    'status', status, 'payload', ARGV[4 + 2 * i], 'seq', string.format('%d', seq + i - 1))
  completes = completes or status == 'completed'
end
if completes and ARGV[4] ~= '' then redis.call('PEXPIRE', key, ARGV[4]) end
redis.call('PUBLISH', ARGV[3], '1')
return {'ok', position}
`);

/**
 * KEYS stream · ARGV position of the tail, its seq, channel, ttl ms once completed (empty: leave it), payload.
 * Walks from the tail to the end of the stream, in chunks that bound what the script holds, and completes behind it,
 * unless a `completed` lies there already; a success too where that is this very message.
 */
export const END = script(`
local key, from, seq = KEYS[1], ARGV[1], tonumber(ARGV[2])
if redis.call('XLEN', key) == 0 then return {'gone'} end
local chunk
repeat
  chunk = redis.call('XRANGE', key, '(' .. from, '+', 'COUNT', 100)
  for i = 1, #chunk do
    local fields = {}
    for at = 1, #chunk[i][2], 2 do fields[chunk[i][2][at]] = chunk[i][2][at + 1] end
    from, seq = chunk[i][1], seq + 1
    if fields.status == 'completed' then
      if fields.payload == ARGV[5] and fields.seq == string.format('%d', seq) then return {'ok', {from, seq}} end
      return {'conflict'}
    end
  end
until #chunk == 0
local position = redis.call('XADD', key, 'NOMKSTREAM', '*',
  'status', 'completed', 'payload', ARGV[5], 'seq', string.format('%d', seq + 1))
if ARGV[4] ~= '' then redis.call('PEXPIRE', key, ARGV[4]) end
redis.call('PUBLISH', ARGV[3], '1')
return {'ok', {position, seq + 1}}
`);

/**
 * KEYS stream · ARGV position, group to create, groups to destroy.
 * Opens a viewing at a position, or at the beginning where the position is not there (any more). Never makes a stream.
 */
export const OPEN = script(`
local key, position, group = KEYS[1], ARGV[1], ARGV[2]
if redis.call('XLEN', key) == 0 then return {'gone'} end
for i = 3, #ARGV do redis.call('XGROUP', 'DESTROY', key, ARGV[i]) end
if position == '0-0' then
  redis.call('XGROUP', 'CREATE', key, group, '0')
  return {'open'}
end
local start = redis.call('XRANGE', key, position, position)[1]
redis.call('XGROUP', 'CREATE', key, group, start and position or '0')
if start then return {'open', start} end
return {'reset'}
`);
