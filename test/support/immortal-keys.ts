import type { Redis } from 'ioredis';

const PREFIX = 'flight.search.';
const SCANNED_AT_ONCE = 500;
const NEVER_EXPIRES = -1;

/** What all searches share, and what closers empty. */
const DEADLINES = /^flight\.search\.deadlines:\{\d+\}$/;
/** Of which providers make a group before anything is requested. */
const REQUESTS = `${PREFIX}requests`;

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

/** In this order: a request that is added meanwhile comes together with the time that the stream has. */
const isImmortal = async (redis: Redis, key: string): Promise<boolean> =>
  (key !== REQUESTS || (await redis.xlen(key)) > 0) && (await redis.pttl(key)) === NEVER_EXPIRES;

/** Every key that holds something of a search, a client or a supplier's answer for ever: there must never be one. */
export const immortalKeys = async (redis: Redis): Promise<readonly string[]> => {
  const keys = (await keysOf(redis)).filter((key) => !DEADLINES.test(key));
  const isEach = await Promise.all(keys.map((key) => isImmortal(redis, key)));
  return keys.filter((_key, index) => isEach[index]).toSorted();
};
