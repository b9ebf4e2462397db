import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { RedisBells } from '../../src/adapters/redis/bells.ts';
import { connectRedis } from '../../src/adapters/redis/connect.ts';
import { requireRedis } from '../../src/adapters/redis/require-redis.ts';
import { PROVIDERS_GROUP, REQUESTS_KEY } from '../../src/adapters/request-queue/redis/provider-group.ts';
import { RedisRequestQueue } from '../../src/adapters/request-queue/redis/redis-request-queue.ts';
import type { RequestQueue } from '../../src/domain/ports/request-queue.ts';
import { realPatience } from '../support/real-patience.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { requestQueueContract } from './request-queue.contract.ts';

/** More round trips than a claim takes before it waits. */
const IDLE_TURNS = 10;

const fail = (error: unknown): never => {
  throw error;
};

const queueOf = async (url: string, providerId: string) => {
  const link = connectRedis(url, { onTrouble: fail, onBack: () => undefined });
  for (const redis of [link.commands, link.subscriber]) (await requireRedis(redis, 5_000))._unsafeUnwrap();
  const bells = new RedisBells(link.subscriber, fail);
  return {
    link,
    queue: new RedisRequestQueue({ redis: link.commands, bells, providerId, onUnusable: fail }),
  };
};

/** A gateway, which adds requests, and a provider, which claims them. */
const processes = async (server: RedisServer, providerId: string) => {
  const gateway = await queueOf(server.urlOf('gateway'), providerId);
  const provider = await queueOf(server.urlOf('provider'), providerId);
  const queue: RequestQueue = {
    add: (request) => gateway.queue.add(request),
    claim: (limit, signal) => provider.queue.claim(limit, signal),
    leave: () => provider.queue.leave(),
  };
  return {
    queue,
    ping: () => provider.link.commands.ping(),
    [Symbol.asyncDispose]: async () => {
      gateway.link.close();
      provider.link.close();
    },
  };
};

/** Lets every claim be so much older. */
const ageClaims = async (operator: Redis, ms: number): Promise<void> => {
  const pending = await operator.xpending(REQUESTS_KEY, PROVIDERS_GROUP, '-', '+', 100);
  for (const claim of pending) {
    if (!Array.isArray(claim)) throw new Error('not a claim');
    const [id, owner, idleMs] = claim.map(String);
    const age = ['IDLE', Number(idleMs) + ms, 'JUSTID'] as const;
    await operator.call('XCLAIM', REQUESTS_KEY, PROVIDERS_GROUP, String(owner), 0, String(id), ...age);
  }
};

describe('a request queue in Redis', () => {
  let server: RedisServer;

  // All requests are in one key, so these tests need a server to themselves.
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server.stop());

  test.each(Object.entries(requestQueueContract))('%s', async (_promise, isKept) => {
    const operator = new Redis(server.url);
    await operator.flushall();
    await using one = await processes(server, 'one');
    await using other = await processes(server, 'other');
    await isKept({
      queue: one.queue,
      otherQueue: other.queue,
      idle: async () => {
        for (let turn = 0; turn < IDLE_TURNS; turn += 1) await Promise.all([one.ping(), other.ping()]);
      },
      passTime: (ms) => ageClaims(operator, ms),
      ...realPatience,
    });
    operator.disconnect();
  });
});
