import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RedisIdempotencyKeys } from '../../src/adapters/idempotency-keys/redis/redis-idempotency-keys.ts';
import { newSearchId } from '../support/new-search-id.ts';
import { redisPair } from '../support/redis-pair.ts';
import { idempotencyKeysContract } from './idempotency-keys.contract.ts';

const keyOf = (key: string): string => `flight.search.idempotency:${key}`;

describe('idempotency keys in Redis', () => {
  let pair: ReturnType<typeof redisPair>;
  beforeAll(() => {
    pair = redisPair('gateway');
  });
  afterAll(() => pair.close());

  const age = (key: string, ms: number): Promise<void> => pair.age(keyOf(key), ms);

  test.each(Object.entries(idempotencyKeysContract))('%s', async (_promise, isKept) => {
    await isKept({
      keys: new RedisIdempotencyKeys(pair.one),
      otherKeys: new RedisIdempotencyKeys(pair.other),
      age,
    });
  });

  test('no key is kept for ever', async () => {
    const [key, keys] = [newSearchId(), new RedisIdempotencyKeys(pair.one)];
    const holder = { id: newSearchId(), fingerprint: 'abc', created: false };
    await keys.hold(key, holder);
    expect(await pair.operator.pttl(keyOf(key))).toBeGreaterThan(0);
    await keys.hold(key, { ...holder, created: true }, holder);
    expect(await pair.operator.pttl(keyOf(key))).toBeGreaterThan(0);
  });
});
