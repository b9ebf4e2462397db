import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { connectRedis, type RedisLink } from '../../src/adapters/redis/connect.ts';
import { infoField } from '../../src/adapters/redis/info-field.ts';
import { requireRedis } from '../../src/adapters/redis/require-redis.ts';
import { leadsTo } from '../support/leads-to.ts';
import { PRIMARY_SETTINGS, startReplica } from '../support/redis-replica.ts';
import { type Sentinel, startSentinel } from '../support/redis-sentinel.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

/** A Sentinel takes seconds to decide. */
const LONG_MS = 60_000;

let primary: RedisServer;
let replica: RedisServer;
let sentinel: Sentinel;
let operator: Redis;
let link: RedisLink;

beforeAll(async () => {
  primary = await startRedisServer({ args: PRIMARY_SETTINGS });
  replica = await startReplica(primary.port);
  sentinel = await startSentinel(primary);
  operator = new Redis(primary.url);
  const asked = new Redis(sentinel.port);
  await until(async () => String(await asked.call('INFO', 'sentinel')).includes('slaves=1'));
  asked.disconnect();
  link = connectRedis(sentinel.urlOf('all'), { onTrouble: () => undefined, onBack: () => undefined });
  (await requireRedis(link.commands, 5_000))._unsafeUnwrap();
});
afterAll(async () => {
  link.close();
  operator.disconnect();
  await sentinel.stop();
  await Promise.all([primary.stop(), replica.stop()]);
});

describe('a primary that its Sentinel has replaced and cannot reach', () => {
  it(
    'is left for the new one, though it takes itself for the primary and keeps every link (case 23)',
    async () => {
      await until(() => leadsTo(link, primary));
      // The Sentinel hears no more of it and cannot demote it; whoever else is logged in notices nothing.
      await operator.call('ACL', 'SETUSER', 'operator', '-ping', '-slaveof');
      await until(() => leadsTo(link, replica));
      expect(infoField(await operator.info('replication'), 'role')).toBe('master');
    },
    LONG_MS,
  );
});
