import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { redisWorld } from '../support/redis-world.ts';
import { resultStreamContract } from './result-stream.contract.ts';

describe('in Redis', () => {
  /** Of its own, since tidying looks at whatever anybody has left there. */
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server.stop());

  test.each(Object.entries(resultStreamContract))('%s', async (_promise, isKept) => {
    await using world = await redisWorld(server.url);
    await isKept(world);
  });
});
