import { describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { requireRedis, whyUnfit } from '../../../src/adapters/redis/require-redis.ts';
import { sharedRedisUrl } from '../../support/redis-users.ts';

/** What `INFO` says, as far as it matters. */
const info = (fields: Readonly<Record<string, string>>): string =>
  Object.entries({ redis_version: '7.0.15', redis_mode: 'standalone', role: 'master', ...fields })
    .map(([name, value]) => `${name}:${value}\r\n`)
    .join('');

describe('whyUnfit', () => {
  it.each([
    ['Redis 7.0', { redis_version: '7.0.0' }],
    ['a newer Redis', { redis_version: '8.2.1' }],
    ['one with two digits', { redis_version: '10.0.0' }],
    [
      'Valkey, which says which Redis it is like',
      { redis_version: '7.2.4', server_name: 'valkey', valkey_version: '8.1.0' },
    ],
  ])('accepts %s', (_what, fields) => {
    expect(whyUnfit(info(fields))).toBeUndefined();
  });

  it.each([
    ['an old Redis', { redis_version: '6.2.14' }, 'Redis 6.2.14 is too old'],
    ['an ancient Redis', { redis_version: '2.8.0' }, 'Redis 2.8.0 is too old'],
    ['a replica', { role: 'slave' }, 'replica'],
    ['a Sentinel', { redis_mode: 'sentinel' }, 'Sentinel'],
    ['a node of a cluster', { redis_mode: 'cluster' }, 'Cluster'],
  ])('names %s, and says what is needed instead', (_what, fields, words) => {
    expect(whyUnfit(info(fields))).toContain(words);
    expect(whyUnfit(info(fields))).toMatch(/needs|connects? to/);
  });

  it('names what does not say what it is', () => {
    expect(whyUnfit('')).toContain('unknown');
  });
});

describe('the Redis that is asked for at start', () => {
  const url = sharedRedisUrl('gateway');

  it.each(['', '/0', '/15'])('may be database "%s"', async (path) => {
    const redis = new Redis(`${url}${path}`);
    expect((await requireRedis(redis, 5_000)).isOk()).toBe(true);
    redis.disconnect();
  });

  it('tells what is risked with it', async () => {
    const redis = new Redis(url);
    const risks = (await requireRedis(redis, 5_000))._unsafeUnwrap();
    expect(risks.map(({ instead }) => instead)).toEqual(['appendonly yes, and appendfsync everysec']);
    redis.disconnect();
  });

  it('is not another database in the place of one that is not there', async () => {
    const redis = new Redis(`${url}/99`);
    redis.on('error', () => undefined);
    expect((await requireRedis(redis, 5_000))._unsafeUnwrapErr()).toContain('database 99 cannot be used');
    redis.disconnect();
  });
});
