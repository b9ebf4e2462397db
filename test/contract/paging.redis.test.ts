import { describe, test } from '@jest/globals';
import { sharedRedisUrl } from '../support/redis-users.ts';
import { redisWorld } from '../support/redis-world.ts';
import { pagingContract } from './paging.contract.ts';

describe('of searches in Redis', () => {
  test.each(Object.entries(pagingContract))('%s', async (_promise, isKept) => {
    await using world = await redisWorld(sharedRedisUrl());
    await isKept(world);
  });
});
