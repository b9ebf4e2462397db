import { setInterval } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { streamKey } from '../../src/adapters/result-stream/redis/keys.ts';
import { foreignLink, ForeignProvider } from '../support/foreign-provider.ts';
import { Program } from '../support/program.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { entriesOf, requestSearch, storedEntries, viewSearch } from '../support/searches.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';

const VIEWERS = 10;
/** With what begins and ends a search, it has forty-one entries. */
const RESULTS = 38;
const APPEND_EVERY_MS = 100;
const CUT_EVERY_MS = 150;

let server: RedisServer;
let redis: Redis;
let abroad: Redis;
let proxy: TcpProxy;
let gateway: Program;

beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url);
  abroad = foreignLink(server);
  proxy = await TcpProxy.to(server.port);
  gateway = await Program.start({
    REDIS_URL: server.urlOf('gateway', proxy.port),
    ROLE: 'gateway',
    MAX_VIEWERS_PER_SEARCH: String(VIEWERS),
  });
});
afterAll(async () => {
  redis.disconnect();
  abroad.disconnect();
  await server.stop();
  await proxy[Symbol.asyncDispose]();
});

const appendSlowly = async (provider: ForeignProvider): Promise<void> => {
  let n = 0;
  for await (const _ of setInterval(APPEND_EVERY_MS)) {
    n += 1;
    await provider.say('result', { n });
    if (n === RESULTS) return;
  }
};

/** Cuts every connection of the gateway to Redis, over and over. */
const cutUntil = async (signal: AbortSignal): Promise<number> => {
  let cuts = 0;
  for await (const _ of setInterval(CUT_EVERY_MS)) {
    if (signal.aborted) break;
    proxy.resetAll();
    cuts += 1;
  }
  return cuts;
};

describe('a gateway whose connections to Redis are cut all the time', () => {
  it('gives every viewer every entry once, in order, over the one connection it has, and leaves no group', async () => {
    const id = await requestSearch(gateway.url);
    const viewers = await Promise.all(Array.from({ length: VIEWERS }, () => viewSearch(gateway.url, id)));
    const provider = await ForeignProvider.claim(abroad);
    await provider.say('processing');

    const said = new AbortController();
    const cutting = cutUntil(said.signal);
    await appendSlowly(provider);
    said.abort();
    expect(await cutting).toBeGreaterThan(10);
    await provider.say('completed', { outcome: 'complete' });

    expect(await Promise.all(viewers.map(({ ended }) => ended))).toEqual(viewers.map(() => 'ended'));
    const stored = await storedEntries(redis, id);
    expect(stored).toHaveLength(RESULTS + 3);
    for (const { events } of viewers) expect(entriesOf(events)).toEqual(stored);
    await until(async () => {
      const groups = await redis.xinfo('GROUPS', streamKey(id));
      return Array.isArray(groups) && groups.length === 0;
    });
  });
});
