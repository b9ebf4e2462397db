import { describe, test } from '@jest/globals';
import { redisWorld } from '../support/redis-world.ts';
import { resultStreamContract } from './result-stream.contract.ts';

describe('in Redis', () => {
  test.each(Object.entries(resultStreamContract))('%s', async (_promise, isKept) => {
    await using world = await redisWorld(process.env['TEST_REDIS_URL'] ?? '');
    await isKept(world);
  });
});
