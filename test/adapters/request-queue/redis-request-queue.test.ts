import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { ok } from 'neverthrow';
import { RedisBells } from '../../../src/adapters/redis/bells.ts';
import { connectRedis, type RedisLink } from '../../../src/adapters/redis/connect.ts';
import { RedisRequestQueue } from '../../../src/adapters/request-queue/redis/redis-request-queue.ts';
import { type Claim, CLAIM_LASTS_MS, REQUEST_LASTS_MS } from '../../../src/domain/ports/request-queue.ts';
import { newSearchId } from '../../support/new-search-id.ts';
import { type RedisServer, startRedisServer } from '../../support/redis-server.ts';
import { until } from '../../support/until.ts';

const REQUESTS = 'flight.search.requests';
const GROUP = 'providers';
/** As many entries as Redis keeps in one node of a stream. */
const NODE = 100;
const STAYING = new AbortController().signal;

let server: RedisServer;
let operator: Redis;
let gateway: Process;
let provider: Process;
let unusable: string[];

interface Process {
  readonly link: RedisLink;
  readonly bells: RedisBells;
}

const processAs = (user: 'gateway' | 'provider'): Process => {
  const link = connectRedis(server.urlOf(user), { onTrouble: () => undefined, onBack: () => undefined });
  return { link, bells: new RedisBells(link.subscriber, () => undefined) };
};

beforeAll(async () => {
  server = await startRedisServer();
  operator = new Redis(server.url);
  [gateway, provider] = [processAs('gateway'), processAs('provider')];
  for (const { link } of [gateway, provider]) await until(() => link.commands.status === 'ready');
});
afterAll(async () => {
  operator.disconnect();
  gateway.link.close();
  provider.link.close();
  await server.stop();
});
beforeEach(async () => {
  unusable = [];
  await operator.del(REQUESTS);
});

const queueOf = ({ link, bells }: Process, providerId: string, goneAfterMs?: number): RedisRequestQueue =>
  new RedisRequestQueue({
    redis: link.commands,
    bells,
    providerId,
    onUnusable: (request) => unusable.push(request),
    ...(goneAfterMs !== undefined && { goneAfterMs }),
  });

const added = async (): Promise<void> => {
  (await queueOf(gateway, 'nobody').add({ id: newSearchId(), payload: '{}' }))._unsafeUnwrap();
};

const claimed = async (queue: RedisRequestQueue, limit = NODE): Promise<readonly Claim[]> =>
  (await queue.claim(limit, STAYING))._unsafeUnwrap();

/** Who is in the group, with how many claims each holds. */
const members = async (): Promise<Readonly<Record<string, number>>> => {
  const consumers = await operator.xinfo('CONSUMERS', REQUESTS, GROUP);
  if (!Array.isArray(consumers)) throw new Error('not a list');
  return Object.fromEntries(consumers.map(([, name, , pending]: unknown[]) => [name, pending]));
};

const pendingCount = async (): Promise<number> => Number((await operator.xpending(REQUESTS, GROUP))[0]);

describe('the group of providers in Redis', () => {
  it('forgets a provider that leaves with nothing to do', async () => {
    await added();
    const queue = queueOf(provider, 'leaver');
    for (const claim of await claimed(queue)) await claim.settle();
    expect(await members()).toEqual({ leaver: 0 });
    (await queue.leave())._unsafeUnwrap();
    expect(await members()).toEqual({});
  });

  it('keeps a provider that leaves while it holds a claim, until somebody has taken that over', async () => {
    await added();
    await claimed(queueOf(provider, 'leaver'));
    (await queueOf(provider, 'leaver').leave())._unsafeUnwrap();
    expect(await members()).toEqual({ leaver: 1 });
  });

  it('is left without a fault where it is not there', async () => {
    expect((await queueOf(provider, 'stranger').leave()).isOk()).toBe(true);
  });

  it('forgets providers that were not heard of for long and hold nothing, and no others', async () => {
    await added();
    await added();
    const [settled] = await claimed(queueOf(provider, 'killed when done'), 1);
    await settled?.settle();
    await claimed(queueOf(provider, 'killed at work'), 1);
    await added();
    await claimed(queueOf(provider, 'patient'));
    expect(Object.keys(await members())).toContain('killed when done');
    await added();
    await claimed(queueOf(provider, 'tidy', 0));
    expect(await members()).toEqual({ 'killed at work': 1, patient: 1, tidy: 1 });
  });
});

/** Requests as they were added so long ago. */
const addedBefore = async (count: number, agoMs: number): Promise<void> => {
  const batch = operator.pipeline();
  for (let n = 0; n < count; n += 1) {
    const position = `${Date.now() - agoMs}-${n}`;
    batch.xadd(REQUESTS, position, 'search_id', newSearchId(), 'payload', '{}');
  }
  await batch.exec();
};

describe('requests in Redis', () => {
  it('are gone when their time is over, as soon as another one is added', async () => {
    await addedBefore(NODE / 2, 2 * REQUEST_LASTS_MS);
    await added();
    expect(await operator.xlen(REQUESTS)).toBe(1);
  });

  it('are gone when their time is over, though none is added any more, and nothing is left of them', async () => {
    await added();
    await operator.pexpire(REQUESTS, REQUEST_LASTS_MS / 2);
    await added();
    const leftMs = await operator.pttl(REQUESTS);
    expect(leftMs).toBeGreaterThan(REQUEST_LASTS_MS / 2);
    expect(leftMs).toBeLessThanOrEqual(REQUEST_LASTS_MS);
    const queue = queueOf(provider, 'patient');
    await claimed(queue);
    expect(await operator.pttl(REQUESTS)).toBeGreaterThan(0);
    await operator.pexpire(REQUESTS, 1);
    await until(async () => (await operator.exists(REQUESTS)) === 0);
    expect(await operator.keys('*')).toEqual([]);
  });

  it('that are gone are lost to whoever holds a claim, and the next one is claimed as ever', async () => {
    await added();
    const queue = queueOf(provider, 'patient');
    const [claim] = await claimed(queue);
    await operator.del(REQUESTS);
    expect(await claim?.renew()).toEqual(ok(false));
    expect(await claim?.settle()).toEqual(ok(undefined));
    await added();
    expect(await claimed(queue)).toHaveLength(1);
    expect(await operator.pttl(REQUESTS)).toBeGreaterThan(0);
  });

  it('leave no claim behind when they are gone', async () => {
    await addedBefore(2 * NODE, 2 * REQUEST_LASTS_MS);
    await claimed(queueOf(provider, 'killed'), 2 * NODE);
    for (const [id] of await operator.xrange(REQUESTS, '-', '+'))
      await operator.xclaim(REQUESTS, GROUP, 'killed', 0, id, 'IDLE', CLAIM_LASTS_MS, 'JUSTID');
    await added();
    const other = queueOf(provider, 'other');
    for (;;) {
      const claims = await claimed(other);
      for (const claim of claims) await claim.settle();
      if ((await pendingCount()) === 0) break;
    }
    expect(await pendingCount()).toBe(0);
  });

  it('that nobody can work on are dropped, and hold up nobody who comes behind them', async () => {
    const flood = operator.pipeline();
    for (let n = 0; n < 10 * NODE; n += 1) flood.xadd(REQUESTS, '*', 'rubbish', String(n));
    await flood.exec();
    await added();
    const [claim, ...others] = await claimed(queueOf(provider, 'patient'), 8);
    expect(others).toEqual([]);
    expect(unusable).toHaveLength(10 * NODE);
    expect(await pendingCount()).toBe(1);
    await claim?.settle();
    expect(await pendingCount()).toBe(0);
  });
});
