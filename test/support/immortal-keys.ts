import type { Redis } from 'ioredis';

const PREFIX = 'flight.search.';
const SCANNED_AT_ONCE = 500;
const NEVER_EXPIRES = -1;

/** What all searches share, and what is bounded otherwise: trimmed at every request, and emptied by the closers. */
const SHARED = /^flight\.search\.(requests$|deadlines:\{\d+\}$)/;

const keysOf = async (redis: Redis): Promise<readonly string[]> => {
  const keys = new Set<string>();
  let cursor = '0';
  do {
    const [next, some] = await redis.scan(cursor, 'MATCH', `${PREFIX}*`, 'COUNT', SCANNED_AT_ONCE);
    for (const key of some) keys.add(key);
    cursor = next;
  } while (cursor !== '0');
  return [...keys];
};

/** Every key of a search, a client or a supplier's answer that would stay for ever: there must never be one. */
export const immortalKeys = async (redis: Redis): Promise<readonly string[]> => {
  const keys = (await keysOf(redis)).filter((key) => !SHARED.test(key));
  const ttls = await Promise.all(keys.map((key) => redis.pttl(key)));
  return keys.filter((_key, index) => ttls[index] === NEVER_EXPIRES).toSorted();
};
