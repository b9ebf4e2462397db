import { describe, test } from '@jest/globals';
import { sharedRedisUrl } from '../support/redis-users.ts';
import { redisWorld } from '../support/redis-world.ts';
import { resultStreamContract } from './result-stream.contract.ts';

describe('in Redis', () => {
  test.each(Object.entries(resultStreamContract))('%s', async (_promise, isKept) => {
    await using world = await redisWorld(sharedRedisUrl());
    await isKept(world);
  });
});
