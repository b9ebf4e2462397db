import { Redis } from 'ioredis';
import { type RedisServer, startRedisServer } from './redis-server.ts';

export interface Store {
  readonly server: RedisServer;
  /** The test's own look inside. */
  readonly redis: Redis;
}

/** Runs a test with a Redis to itself: where most of the time nothing happens, several may run at once. */
export const withStore = async (run: (store: Store) => Promise<void>): Promise<void> => {
  const server = await startRedisServer();
  const redis = new Redis(server.url);
  try {
    await run({ server, redis });
  } finally {
    redis.disconnect();
    await server.stop();
  }
};
