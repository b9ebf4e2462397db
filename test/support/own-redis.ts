import { afterAll } from '@jest/globals';
import { Redis } from 'ioredis';
import { startRedisServer } from './redis-server.ts';

/** A Redis for all tests of a file, and the file's own way into it; both go when the file is done. */
export const ownRedis = async () => {
  const server = await startRedisServer();
  const redis = new Redis(server.url);
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });
  return { server, redis };
};
