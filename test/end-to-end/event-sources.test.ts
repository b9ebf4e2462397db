import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { browserEventSource } from '../support/browser-event-source.ts';
import { foreignLink, ForeignProvider } from '../support/foreign-provider.ts';
import { nodeEventSource } from '../support/node-event-source.ts';
import type { OpenEventSourceAt } from '../support/open-event-source.ts';
import { Program } from '../support/program.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { requestSearch, storedEntries } from '../support/searches.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';

let server: RedisServer;
let redis: Redis;
let abroad: Redis;
let browser: Browser;
let gateway: Program;

beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url);
  abroad = foreignLink(server);
  const settings = { REDIS_URL: server.urlOf('gateway'), ROLE: 'gateway' };
  [browser, gateway] = await Promise.all([launchBrowser(), Program.start(settings)]);
});
afterAll(async () => {
  redis.disconnect();
  abroad.disconnect();
  await server.stop();
  await browser.close();
});

const clients: readonly (readonly [string, () => OpenEventSourceAt])[] = [
  ['that of Chromium', () => browserEventSource(browser)],
  ['the package of that name', () => nodeEventSource],
];

describe.each(clients)('an EventSource that nobody closes, %s,', (_which, openAt) => {
  it('is given every entry once, and asks once more, which makes it stop', async () => {
    const id = await requestSearch(gateway.url);
    await using source = await openAt()(gateway.url, `/v1/searches/${id}/events`);
    await source.given('requested');
    const provider = await ForeignProvider.claim(abroad);
    await provider.say('processing');
    for (const n of [1, 2, 3]) await provider.say('result', { n });
    await provider.say('completed', { outcome: 'complete' });
    expect(await source.stopped()).toEqual(await storedEntries(redis, id));
    expect(source.answers).toEqual([200, 204]);
  });

  it('that is cut off on the way comes back by itself, and misses and repeats nothing', async () => {
    await using proxy = await TcpProxy.to(gateway.port);
    const id = await requestSearch(gateway.url);
    await using source = await openAt()(`http://127.0.0.1:${proxy.port}`, `/v1/searches/${id}/events`);
    const provider = await ForeignProvider.claim(abroad);
    await provider.say('processing');
    await provider.say('result', { n: 1 });
    await source.given('result');
    proxy.resetAll();
    await provider.say('result', { n: 2 });
    await provider.say('completed', { outcome: 'complete' });
    expect(await source.stopped()).toEqual(await storedEntries(redis, id));
    expect(source.answers).toEqual([200, 200, 204]);
  });

  it('of a search that is over is given all of it from the beginning, and stops', async () => {
    const id = await requestSearch(gateway.url);
    const provider = await ForeignProvider.claim(abroad);
    await provider.say('completed', { outcome: 'failed' });
    await using source = await openAt()(gateway.url, `/v1/searches/${id}/events`);
    expect(await source.stopped()).toEqual(await storedEntries(redis, id));
    expect(source.answers).toEqual([200, 204]);
  });
});
