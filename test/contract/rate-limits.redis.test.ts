import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { RedisRateLimits } from '../../src/adapters/rate-limits/redis/redis-rate-limits.ts';
import { connectRedis } from '../../src/adapters/redis/connect.ts';
import { RATE_WINDOW_MS } from '../../src/domain/ports/rate-limits.ts';
import { newSearchId } from '../support/new-search-id.ts';
import { redisPair } from '../support/redis-pair.ts';
import { startRedisServer } from '../support/redis-server.ts';
import { LIMIT, rateLimitsContract } from './rate-limits.contract.ts';

const keyOf = (caller: string): string => `flight.search.rate:${caller}`;

describe('rate limits in Redis', () => {
  let pair: ReturnType<typeof redisPair>;
  beforeAll(() => {
    pair = redisPair('gateway');
  });
  afterAll(() => pair.close());

  test.each(Object.entries(rateLimitsContract))('%s', async (_promise, isKept) => {
    await isKept({
      limits: new RedisRateLimits(pair.one, LIMIT),
      otherLimits: new RedisRateLimits(pair.other, LIMIT),
      pass: (caller) => pair.age(keyOf(caller), RATE_WINDOW_MS),
    });
  });

  it('keep nothing longer than a minute, also where a key was left without an end', async () => {
    const [caller, limits] = [`key:${newSearchId()}`, new RedisRateLimits(pair.one, LIMIT)];
    await limits.spend(caller);
    await pair.operator.persist(keyOf(caller));
    expect((await limits.spend(caller))._unsafeUnwrap().remaining).toBe(LIMIT - 2);
    const keptMs = await pair.operator.pttl(keyOf(caller));
    expect(keptMs > 0 && keptMs <= RATE_WINDOW_MS).toBe(true);
  });

  it('say that a Redis is away, and go on when it is back and knows their script no longer', async () => {
    const server = await startRedisServer();
    const link = connectRedis(server.urlOf('gateway'), {
      onTrouble: () => undefined,
      onBack: () => undefined,
    });
    try {
      const limits = new RedisRateLimits(link.commands, LIMIT);
      await new Promise((resolve) => link.commands.once('ready', resolve));
      expect((await limits.spend('key:web'))._unsafeUnwrap().remaining).toBe(LIMIT - 1);
      await server.crash();
      expect((await limits.spend('key:web'))._unsafeUnwrapErr()).toMatchObject({ type: 'unavailable' });
      const back = new Promise((resolve) => link.commands.once('ready', resolve));
      await server.restart();
      await back;
      expect((await limits.spend('key:web'))._unsafeUnwrap().isExceeded).toBe(false);
      const redis = new Redis(server.url);
      await redis.script('FLUSH');
      redis.disconnect();
      expect((await limits.spend('key:web'))._unsafeUnwrap().isExceeded).toBe(false);
    } finally {
      link.close();
      await server.stop();
    }
  });
});
