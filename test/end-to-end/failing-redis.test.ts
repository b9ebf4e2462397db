import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { ForeignProvider } from '../support/foreign-provider.ts';
import { Program } from '../support/program.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { entriesOf, postSearch, requestSearch, storedEntries, viewSearch } from '../support/searches.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import type { Viewer } from '../support/viewer.ts';

const VIEWERS = 5;
/** A link that is half-open is found out after four seconds of silence. */
const RECOVERED_MS = 6_000;
/** A sweep comes after a second and a quarter at the latest; the rest is for a machine that is busy. */
const SWEPT_MS = 3_000;
const RINGS = 10_000;
const RING = /\r\nmessage\r\n/;

let server: RedisServer;
let redis: Redis;
let proxy: TcpProxy;
let gateway: Program;

beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url);
  proxy = await TcpProxy.to(server.port);
  gateway = await Program.start({ REDIS_URL: server.urlOf('gateway', proxy.port), ROLE: 'gateway' });
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
  await proxy[Symbol.asyncDispose]();
});
beforeEach(() => until(async () => (await fetch(`${gateway.url}/readyz`)).status === 200));

/** A search that is being worked on, watched by some viewers, all of whom have been given what there is. */
const watchedSearch = async (viewers = VIEWERS) => {
  const id = await requestSearch(gateway.url);
  const watching = await Promise.all(Array.from({ length: viewers }, () => viewSearch(gateway.url, id)));
  const provider = await ForeignProvider.claim(redis);
  await provider.say('processing');
  await Promise.all(watching.map((viewer) => viewer.until('processing')));
  return { id, provider, viewers: watching };
};

/** So many results have come. */
const given = (viewers: readonly Viewer[], results: number): Promise<void> =>
  until(() =>
    viewers.every(({ events }) => events.filter(({ event }) => event === 'result').length >= results),
  );

/** Nothing lost, nothing twice, nothing out of order, on the one connection that each of them has. */
const expectWhole = async ({
  id,
  provider,
  viewers,
}: Awaited<ReturnType<typeof watchedSearch>>): Promise<void> => {
  await provider.say('completed', { outcome: 'complete' });
  await provider.settle();
  expect(await Promise.all(viewers.map(({ ended }) => ended))).toEqual(viewers.map(() => 'ended'));
  const stored = await storedEntries(redis, id);
  for (const { events } of viewers) expect(entriesOf(events)).toEqual(stored);
};

const timesCalled = async (command: string): Promise<number> =>
  Number(new RegExp(`cmdstat_${command}:calls=(\\d+)`).exec(await redis.info('commandstats'))?.[1] ?? 0);

describe('a gateway whose link to Redis fails', () => {
  it('loses nothing when the reply to a read is lost, time and again (case 9)', async () => {
    const search = await watchedSearch();
    for (let n = 1; n <= 3; n += 1) {
      proxy.loseReplyTo(/XREADGROUP/);
      await search.provider.say('result', { n });
      await given(search.viewers, n);
    }
    await expectWhole(search);
  });

  it('delivers again within six seconds of its commands going unanswered on a link that stays open (case 12)', async () => {
    const search = await watchedSearch();
    proxy.silence('commands');
    const silentAt = performance.now();
    await search.provider.say('result', { n: 1 });
    await given(search.viewers, 1);
    expect(performance.now() - silentAt).toBeLessThan(RECOVERED_MS);
    await expectWhole(search);
  });

  it('delivers by its sweep what it was told of on a subscription that is silent (case 13)', async () => {
    const search = await watchedSearch();
    proxy.silence('subscriber');
    for (let n = 1; n <= 2; n += 1) {
      const saidAt = performance.now();
      await search.provider.say('result', { n });
      await given(search.viewers, n);
      expect(performance.now() - saidAt).toBeLessThan(SWEPT_MS);
    }
    await expectWhole(search);
  });

  it('delivers everything by its sweep where every ring is lost (case 15)', async () => {
    const search = await watchedSearch();
    proxy.swallows = RING;
    for (let n = 1; n <= 2; n += 1) {
      await search.provider.say('result', { n });
      await given(search.viewers, n);
    }
    await expectWhole(search);
    proxy.swallows = undefined;
  });

  it('reads once at a time for each viewer, however often the bell of a search is rung (case 16)', async () => {
    const search = await watchedSearch(1);
    const readsBefore = await timesCalled('xreadgroup');
    const rings = redis.pipeline();
    for (let n = 0; n < RINGS; n += 1)
      rings.publish(`flight.search.bell:{flight.search.results:${search.id}}`, '1');
    await rings.exec();
    await search.provider.say('result', { n: 1 });
    await given(search.viewers, 1);
    const reads = (await timesCalled('xreadgroup')) - readsBefore;
    expect(reads).toBeLessThan(RINGS / 100);
    await expectWhole(search);
  });

  it('settles everything it is asked while connections are accepted and closed at once, and then recovers (case 14)', async () => {
    const search = await watchedSearch();
    const url = `${gateway.url}/v1/searches/${search.id}`;
    proxy.refuses = true;
    proxy.resetAll();
    const answers = await Promise.all([
      postSearch(gateway.url),
      fetch(url),
      fetch(`${url}?limit=1`),
      fetch(`${url}/entries`),
      fetch(url, { method: 'DELETE' }),
      fetch(`${gateway.url}/readyz`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503));
    const sentAway = await viewSearch(gateway.url, search.id);
    await expect(sentAway.ended).resolves.toBe('ended');
    expect(sentAway).toMatchObject({ response: { status: 200 }, events: [], retryMs: expect.any(Number) });
    proxy.refuses = false;
    await expectWhole(search);
  });
});

describe('a provider whose link to Redis fails', () => {
  it('works on no search twice when the reply to its acknowledgement is lost; viewers have none to give (case 10)', async () => {
    await using link = await TcpProxy.to(server.port);
    await using provider = await Program.start({
      REDIS_URL: server.urlOf('provider', link.port),
      ROLE: 'provider',
      SIMULATION_SPEED: '1000',
    });
    const acknowledged = await timesCalled('xack');
    link.loseReplyTo(/\bXACK\b/i);
    const id = await requestSearch(gateway.url);
    await using viewer = await viewSearch(gateway.url, id);
    await expect(viewer.ended).resolves.toBe('ended');
    await provider.logged('store_unavailable');
    // Claimed behind the lost reply, so whatever is to be done again has been claimed with it.
    const next = await requestSearch(gateway.url);
    await using nextViewer = await viewSearch(gateway.url, next);
    await nextViewer.ended;

    expect(entriesOf(viewer.events)).toEqual(await storedEntries(redis, id));
    expect(viewer.events.filter(({ event }) => event === 'completed')).toHaveLength(1);
    await until(async () => (await timesCalled('xack')) === acknowledged + 2);
    expect(await redis.xpending('flight.search.requests', 'providers')).toEqual([0, null, null, null]);
    expect(provider.log.filter(({ msg }) => msg === 'search_claimed')).toHaveLength(2);
  });
});
