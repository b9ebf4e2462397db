import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { RedisDeadlines } from '../../src/adapters/deadlines/redis/redis-deadlines.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { deadlinesContract } from './deadlines.contract.ts';

/** Brings every deadline so much nearer. */
const bringNearer = async (operator: Redis, ms: number): Promise<void> => {
  for (const key of await operator.keys('flight.search.deadlines:*')) {
    for (const id of await operator.zrange(key, '0', '-1')) await operator.zincrby(key, -ms, id);
  }
};

describe('deadlines in Redis', () => {
  let server: RedisServer;

  // All deadlines are in the same keys, so these tests need a server to themselves.
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server.stop());

  test.each(Object.entries(deadlinesContract))('%s', async (_promise, isKept) => {
    const operator = new Redis(server.url);
    const [one, other] = [new Redis(server.urlOf('gateway')), new Redis(server.urlOf('provider'))];
    await operator.flushall();
    await isKept({
      deadlines: new RedisDeadlines(one),
      otherDeadlines: new RedisDeadlines(other),
      passTime: (ms) => bringNearer(operator, ms),
    });
    for (const redis of [operator, one, other]) redis.disconnect();
  });
});
