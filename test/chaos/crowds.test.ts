import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { streamKey } from '../../src/adapters/result-stream/redis/keys.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { criteriaBody } from '../support/gateway.ts';
import { ForeignProvider } from '../support/foreign-provider.ts';
import { Program } from '../support/program.ts';
import { ownRedis } from '../support/own-redis.ts';
import { entriesOf, postSearch, requestSearch, storedEntries, viewSearch } from '../support/searches.ts';
import { until } from '../support/until.ts';
import { gather, hangUp, readAll } from './support/crowd.ts';
import { metricsOf } from './support/metrics.ts';

/** What this process, and whatever it starts, may have open. */
const descriptors = (): number =>
  Number(/Max open files\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? 1_024);

/** As many as files can be open on either side, with some left for everything else. */
const upTo = (clients: number): number => Math.min(clients, descriptors() - 500);

const COLLECT_GARBAGE = new URL('support/collect-garbage.js', import.meta.url).href;

const { server, redis } = await ownRedis();

const startGateway = (settings: Readonly<Record<string, string>>): Promise<Program> =>
  Program.start({
    REDIS_URL: server.urlOf('gateway'),
    ROLE: 'gateway',
    MAX_VIEWERS_PER_SEARCH: '100000',
    SEARCH_DEADLINE: '60s',
    ...settings,
  });

const watchedBy = (gateway: Program, viewers: number): Promise<void> =>
  until(async () => (await metricsOf(gateway.url)).get('flight_search_viewers') === viewers);

/** Who works on this search; other requests may wait in front of it. */
const providerOf = async (id: SearchId): Promise<ForeignProvider> => {
  for (;;) {
    const provider = await ForeignProvider.claim(redis);
    if (provider.id === id) return provider;
  }
};

const groups = async (key: string): Promise<number> => {
  const held = await redis.xinfo('GROUPS', key);
  return Array.isArray(held) ? held.length : 0;
};

describe('a gateway to which 10,000 clients come that say nothing and read nothing', () => {
  it('lets in as many as it may, sends the others elsewhere, and goes on serving (case 32)', async () => {
    const clients = upTo(10_000);
    const seats = Math.floor(clients / 2);
    await using gateway = await startGateway({ MAX_VIEWERS: String(seats) });
    const id = await requestSearch(gateway.url);
    const events = `${gateway.url}/v1/searches/${id}/events`;
    const members = await gather(events, clients);
    const metrics = await metricsOf(gateway.url);
    expect(metrics.get('flight_search_viewers')).toBe(seats);

    expect(members.map(({ response }) => response.statusCode)).toEqual(members.map(() => 200));
    const sentAway = members.filter(({ response }) => response.headers['content-length'] !== undefined);
    expect(sentAway).toHaveLength(clients - seats);
    const told = (await Promise.all(sentAway.map(readAll))).map((text) =>
      Number(/\nretry: ?(\d+)\n\n$/.exec(text)?.[1]),
    );
    expect(Math.min(...told)).toBeGreaterThanOrEqual(500);
    expect(Math.max(...told)).toBeLessThanOrEqual(5_000);
    // Spread out, so that they do not all come back in one moment.
    expect(new Set(told).size).toBeGreaterThan(told.length / 10);

    const overTheCap = await fetch(`${gateway.url}/v1/searches`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify(criteriaBody()),
    });
    expect(overTheCap.status).toBe(503);
    expect(Number(overTheCap.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(200);
    expect((await postSearch(gateway.url)).status).toBe(201);

    hangUp(members);
    await watchedBy(gateway, 0);
    await using viewer = await viewSearch(gateway.url, id);
    const provider = await providerOf(id);
    await provider.say('processing');
    await provider.say('completed', { outcome: 'complete' });
    await expect(viewer.ended).resolves.toBe('ended');
    expect(entriesOf(viewer.events)).toEqual(await storedEntries(redis, id));
    expect(gateway.errors).toBe('');
  });
});

describe('a gateway of which 5,000 viewers hang up in one moment', () => {
  it('lets go of everything it had for them, and does not fill its log (case 35)', async () => {
    const clients = upTo(5_000);
    await using gateway = await startGateway({ NODE_OPTIONS: `--import=${COLLECT_GARBAGE}` });
    const id = await requestSearch(gateway.url);
    const events = `${gateway.url}/v1/searches/${id}/events`;
    const channel = `flight.search.bell:{${streamKey(id)}}`;
    const isLetGo = async (): Promise<void> => {
      await watchedBy(gateway, 0);
      await until(async () => (await groups(streamKey(id))) === 0);
    };
    const inUse = async () => {
      const metrics = await metricsOf(gateway.url);
      return {
        heapBytes: metrics.get('nodejs_heap_size_used_bytes') ?? Number.NaN,
        timers: metrics.get('nodejs_active_resources{type="Timeout"}') ?? 0,
        sockets: metrics.get('nodejs_active_resources{type="TCPSocketWrap"}') ?? 0,
      };
    };

    // What is made once, and kept, is there before anything is counted.
    hangUp(await gather(events, 100));
    await isLetGo();
    const before = await inUse();
    const linesBefore = gateway.log.length;
    const members = await gather(events, clients);
    for (const { response } of members) response.resume();
    const provider = await providerOf(id);
    await provider.say('processing');
    await watchedBy(gateway, clients);
    expect(await groups(streamKey(id))).toBe(clients);
    const watched = await inUse();
    hangUp(members);
    await isLetGo();
    await until(async () => String(await redis.pubsub('NUMSUB', channel)) === `${channel},0`);
    expect(watched.timers).toBeGreaterThan(clients);
    // Commands that were under way have their timeouts, and garbage is collected every other second.
    await until(async () => {
      const { heapBytes, timers, sockets } = await inUse();
      const isBack = timers < before.timers + 10 && sockets < before.sockets + 10;
      return isBack && heapBytes < before.heapBytes * 1.5;
    });
    expect(gateway.log.length - linesBefore).toBeLessThan(10);
    expect(gateway.errors).toBe('');
  });
});
