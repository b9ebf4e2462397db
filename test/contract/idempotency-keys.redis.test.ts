import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { RedisIdempotencyKeys } from '../../src/adapters/idempotency-keys/redis/redis-idempotency-keys.ts';
import { newSearchId } from '../support/new-search-id.ts';
import { idempotencyKeysContract } from './idempotency-keys.contract.ts';

const keyOf = (key: string): string => `flight.search.idempotency:${key}`;

describe('idempotency keys in Redis', () => {
  const url = process.env['TEST_REDIS_URL'] ?? '';
  let one: Redis;
  let other: Redis;
  beforeAll(() => {
    one = new Redis(url);
    other = new Redis(url);
  });
  afterAll(() => {
    one.disconnect();
    other.disconnect();
  });

  const age = async (key: string, ms: number): Promise<void> => {
    await one.pexpire(keyOf(key), Math.max(0, (await one.pttl(keyOf(key))) - ms));
  };

  test.each(Object.entries(idempotencyKeysContract))('%s', async (_promise, isKept) => {
    await isKept({ keys: new RedisIdempotencyKeys(one), otherKeys: new RedisIdempotencyKeys(other), age });
  });

  test('no key is kept for ever', async () => {
    const [key, keys] = [newSearchId(), new RedisIdempotencyKeys(one)];
    const holder = { id: newSearchId(), fingerprint: 'abc', created: false };
    await keys.hold(key, holder);
    expect(await one.pttl(keyOf(key))).toBeGreaterThan(0);
    await keys.hold(key, { ...holder, created: true }, holder);
    expect(await one.pttl(keyOf(key))).toBeGreaterThan(0);
  });
});
