import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { isSearchId } from '../../src/domain/search/search-id.ts';
import { DyingLink, makeScriptsKnown, STEPS } from '../support/dying-link.ts';
import { criteriaBody } from '../support/gateway.ts';
import { immortalKeys } from '../support/immortal-keys.ts';
import { QuietGateway } from '../support/quiet-gateway.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { storedEntries } from '../support/searches.ts';
import { until } from '../support/until.ts';
import { withStore } from '../support/with-store.ts';

/** What is still to be closed. */
const dueIn = async (redis: Redis): Promise<number> => {
  const shards = await redis.keys('flight.search.deadlines:*');
  const sizes = await Promise.all(shards.map((shard) => redis.zcard(shard)));
  return sizes.reduce((sum, size) => sum + size, 0);
};

/** The stories of all searches that are held, as their statuses. */
const storiesIn = async (redis: Redis): Promise<readonly string[]> => {
  const ids = (await redis.keys('flight.search.results:*')).map((key) => key.split(':')[1] ?? '');
  const stories = await Promise.all(ids.filter(isSearchId).map((id) => storedEntries(redis, id)));
  return stories.map((entries) => entries.map((entry) => entry.split(' ')[1]).join(' '));
};

describe('a search whose gateway loses its store', () => {
  it.concurrent.each([
    ['before its deadline is set', STEPS.deadline, 'before', []],
    ['when its deadline is set', STEPS.deadline, 'after', []],
    ['before its stream is created', STEPS.stream, 'before', []],
    ['when its stream is created', STEPS.stream, 'after', ['requested completed']],
    ['before it is requested', STEPS.request, 'before', ['requested completed']],
    ['when it is requested', STEPS.request, 'after', ['requested completed']],
  ] as const)('%s is refused with 503, and what is left of it ends', (_at, request, when, left) =>
    withStore(async ({ server, redis }) => {
      await using link = await DyingLink.to(server.port, { request, when });
      await using gateway = await QuietGateway.start(server.urlOf('gateway', link.port), {
        SEARCH_DEADLINE: '1s',
      });
      await using closer = await QuietGateway.start(server.urlOf('gateway'));
      await makeScriptsKnown(closer, redis);
      const refused = await gateway.gateway.post(criteriaBody());
      expect(refused.status).toBe(503);
      closer.close();
      await until(async () => (await dueIn(redis)) === 0);
      expect(await storiesIn(redis)).toEqual(left);
      expect(await immortalKeys(redis)).toEqual([]);
    }),
  );
});

describe('a request', () => {
  let server: RedisServer;
  let redis: Redis;
  let process: QuietGateway;
  beforeAll(async () => {
    server = await startRedisServer();
    redis = new Redis(server.url);
    process = await QuietGateway.start(server.urlOf('all'), { SEARCH_DEADLINE: '2s' });
  });
  afterAll(async () => {
    await process[Symbol.asyncDispose]();
    redis.disconnect();
    await server.stop();
  });

  it.each([
    ['is no JSON', '{', {}],
    ['asks for nothing', {}, {}],
    ['asks for what cannot be', criteriaBody({ cabin: 'cargo' }), {}],
    ['is too large', criteriaBody({ note: 'x'.repeat(20_000) }), {}],
    ['is of another type', criteriaBody(), { 'Content-Type': 'text/plain' }],
    ['has no usable key', criteriaBody(), { 'Idempotency-Key': 'short' }],
    ['resumes what it would create', criteriaBody(), { Accept: 'text/event-stream', 'Last-Event-ID': '1-1' }],
  ])('that %s is refused, and leaves nothing behind', async (_how, body, headers) => {
    const refused = await process.gateway.post(body, headers);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.status).toBeLessThan(500);
    expect(await redis.keys('*')).toEqual([]);
  });

  it('whose client leaves at whatever moment leaves nothing that does not end', async () => {
    process.provide();
    process.close();
    const leave = async (afterMs: number): Promise<void> => {
      const init = { method: 'POST', headers: { 'Content-Type': 'application/json' } };
      const signal = AbortSignal.timeout(afterMs);
      const asked = process.gateway.get('/v1/searches', {
        ...init,
        body: JSON.stringify(criteriaBody()),
        signal,
      });
      await asked.catch(() => undefined);
    };
    await Promise.all(Array.from({ length: 60 }, (_, at) => leave(Math.floor(at / 2))));
    // What a client has left behind may still be on its way.
    await until(async () => {
      const stories = await storiesIn(redis);
      const haveEnded = stories.every((story) => /^requested( processing( result)*)? completed$/.test(story));
      return haveEnded && (await dueIn(redis)) === 0;
    });
    expect(await immortalKeys(redis)).toEqual([]);
  });
});
