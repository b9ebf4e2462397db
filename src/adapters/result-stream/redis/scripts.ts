import { script } from '../../redis/script.ts';

/**
 * What both writers begin with. `isFinal`: behind such a position nothing can be relied on to follow. `add`: an entry behind the
 * last one; nil, and the stream removed, where it came to lie at a final position, or no position was left.
 */
const WRITING = `
local function isFinal(position) return string.sub(position, 1, 21) == '18446744073709551615-' end
local function add(key, status, payload, seq)
  local added = redis.pcall('XADD', key, 'NOMKSTREAM', '*', 'status', status, 'payload', payload, 'seq', string.format('%d', seq))
  local failed = type(added) == 'table' and added.err
  if failed and not string.find(failed, 'exhausted', 1, true) then error(added) end
  if not failed and not isFinal(added) then return added end
  redis.call('PEXPIRE', key, 0)
end
`;

/**
 * KEYS stream · ARGV payload, ttl ms.
 * Refuses a stream that exists, unless all it holds is this very message.
 */
export const CREATE = script(`
local first = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 2)
if #first == 1 and first[1][2][2] == 'requested' and first[1][2][4] == ARGV[1] then return {'ok', first[1][1]} end
if redis.call('XLEN', KEYS[1]) > 0 then return {'exists'} end
redis.call('PEXPIRE', KEYS[1], 0)
local position = redis.call('XADD', KEYS[1], '*', 'status', 'requested', 'payload', ARGV[1], 'seq', '1')
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {'ok', position}
`);

/**
 * KEYS stream · ARGV expected position, seq of the first message, channel, ttl ms once completed (empty: leave it),
 * then status and payload of each message.
 * All or nothing, behind the expected position; a success too where exactly these messages lie there already.
 */
export const APPEND = script(`${WRITING}
local key, expected, seq = KEYS[1], ARGV[1], tonumber(ARGV[2])
local count = (#ARGV - 4) / 2
local last = redis.call('XREVRANGE', key, '+', '-', 'COUNT', 1)[1]
if not last then
  redis.call('PEXPIRE', key, 0)
  return {'gone'}
end
if isFinal(expected) then return {'conflict'} end
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
  position = add(key, status, ARGV[4 + 2 * i], seq + i - 1)
  if not position then return {'gone'} end
  completes = completes or status == 'completed'
end
if completes and ARGV[4] ~= '' then redis.call('PEXPIRE', key, ARGV[4]) end
redis.call('PUBLISH', ARGV[3], '1')
return {'ok', position}
`);

/** One run of END looks at no more than this, so that it holds up nobody else for long. */
const WALK = { entries: 10_000, bytes: 16 * 1024 * 1024, chunk: 16 };

/**
 * KEYS stream · ARGV position of the tail, its seq, channel, ttl ms once completed (empty: leave it), payload, and whether to
 * complete however much lies behind the tail (empty: no).
 * Walks from the tail towards the end of the stream and completes behind it, unless it is ended already; a success too where
 * the end is this very message. Where it did not come to the end it answers how far it came.
 */
export const END = script(`${WRITING}
local key, from, seq = KEYS[1], ARGV[1], tonumber(ARGV[2])
if redis.call('XLEN', key) == 0 then
  redis.call('PEXPIRE', key, 0)
  return {'gone'}
end
if isFinal(from) then return {'conflict'} end
local walked, bytes = 0, 0
local chunk
repeat
  chunk = redis.call('XRANGE', key, '(' .. from, '+', 'COUNT', ${WALK.chunk})
  for i = 1, #chunk do
    local fields = {}
    for at = 1, #chunk[i][2], 2 do
      fields[chunk[i][2][at]] = chunk[i][2][at + 1]
      bytes = bytes + #chunk[i][2][at + 1]
    end
    from, seq, walked = chunk[i][1], seq + 1, walked + 1
    if fields.status == 'completed' or isFinal(from) then
      local isThis = fields.status == 'completed' and fields.payload == ARGV[5] and fields.seq == string.format('%d', seq)
      if isThis then return {'ok', {from, seq}} end
      return {'conflict'}
    end
  end
until #chunk == 0 or walked >= ${WALK.entries} or bytes >= ${WALK.bytes}
if #chunk > 0 and ARGV[6] == '' then return {'further', {from, seq}} end
local last = redis.call('XREVRANGE', key, '+', '-', 'COUNT', 1)[1]
if last and isFinal(last[1]) then return {'conflict'} end
local position = add(key, 'completed', ARGV[5], seq + 1)
if not position then return {'gone'} end
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

/** Every viewer of a search lets go of it, so among thousands none looks at all the others: those who are last to do so look. */
const MAX_LOOKED_AT = 100;

/**
 * KEYS stream · ARGV position of its end, ms.
 * Removes a stream of which every viewing has read the end; else, or where there are many, lets it expire in so many ms.
 */
export const LET_GO = script(`
local key = KEYS[1]
local function isLess(one, other)
  if #one ~= #other then return #one < #other end
  return one < other
end
local function isBefore(one, other)
  local ms, n = string.match(one, '(%d+)-(%d+)')
  local otherMs, otherN = string.match(other, '(%d+)-(%d+)')
  return isLess(ms, otherMs) or (ms == otherMs and isLess(n, otherN))
end
local function field(fields, name)
  for at = 1, #fields, 2 do
    if fields[at] == name then return fields[at + 1] end
  end
end
local function isWanted()
  if field(redis.call('XINFO', 'STREAM', key), 'groups') > ${MAX_LOOKED_AT} then return true end
  for _, group in ipairs(redis.call('XINFO', 'GROUPS', key)) do
    if isBefore(field(group, 'last-delivered-id'), ARGV[1]) then return true end
  end
  return false
end
if redis.call('EXISTS', key) == 0 then return 'ok' end
if isWanted() then redis.call('PEXPIRE', key, ARGV[2], 'LT') else redis.call('PEXPIRE', key, 0) end
return 'ok'
`);

/**
 * KEYS streams, or what somebody made in their place · ARGV ttl ms.
 * Removes each that does not begin as a search does, and gives a time to each that has none. Answers how many went.
 */
export const TIDY = script(`
local removed = 0
for _, key in ipairs(KEYS) do
  local entries = redis.pcall('XRANGE', key, '-', '+', 'COUNT', 1)
  if entries.err and not string.find(entries.err, 'WRONGTYPE', 1, true) then return entries end
  local fields = {}
  if entries[1] then
    for at = 1, #entries[1][2], 2 do fields[entries[1][2][at]] = entries[1][2][at + 1] end
  end
  if fields.status == 'requested' then
    redis.call('PEXPIRE', key, ARGV[1], 'NX')
  else
    removed = removed + redis.call('PEXPIRE', key, 0)
  end
end
return removed
`);
