import { Redis } from 'ioredis';

/** Two processes' connections to the Redis of the run, and a way to let what is kept under a key grow older. */
export const redisPair = () => {
  const url = process.env['TEST_REDIS_URL'] ?? '';
  const [one, other] = [new Redis(url), new Redis(url)];
  return {
    one,
    other,
    age: async (key: string, ms: number): Promise<void> => {
      await one.pexpire(key, Math.max(0, (await one.pttl(key)) - ms));
    },
    close: (): void => {
      one.disconnect();
      other.disconnect();
    },
  };
};
