import { Redis } from 'ioredis';
import { type RedisUser, sharedRedisUrl } from './redis-users.ts';

/** Two processes' connections to the Redis of the run, and a way to let what is kept under a key grow older. */
export const redisPair = (user: RedisUser) => {
  const url = sharedRedisUrl(user);
  const [one, other, operator] = [new Redis(url), new Redis(url), new Redis(sharedRedisUrl())];
  return {
    one,
    other,
    /** The test's own, which may do anything. */
    operator,
    age: async (key: string, ms: number): Promise<void> => {
      await operator.pexpire(key, Math.max(0, (await operator.pttl(key)) - ms));
    },
    close: (): void => {
      for (const redis of [one, other, operator]) redis.disconnect();
    },
  };
};
