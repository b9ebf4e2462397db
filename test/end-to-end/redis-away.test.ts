import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { foreignLink, ForeignProvider } from '../support/foreign-provider.ts';
import { type Ended, Program } from '../support/program.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { entriesOf, postSearch, requestSearch, storedEntries, viewSearch } from '../support/searches.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';

let server: RedisServer;
let redis: Redis;
let abroad: Redis;
let proxy: TcpProxy;
let gateway: Program;
let absent: Promise<Ended>;

beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url);
  abroad = foreignLink(server);
  proxy = await TcpProxy.to(server.port);
  gateway = await Program.start({ REDIS_URL: server.urlOf('gateway', proxy.port), ROLE: 'gateway' });
  // It takes its time to be sure, and needs nobody meanwhile.
  await using nobody = await TcpProxy.to(server.port);
  nobody.refuses = true;
  absent = Program.run({ REDIS_URL: server.urlOf('all', nobody.port) });
});
afterAll(async () => {
  redis.disconnect();
  abroad.disconnect();
  await server.stop();
  await proxy[Symbol.asyncDispose]();
});

const readiness = async (): Promise<number> => (await fetch(`${gateway.url}/readyz`)).status;

const refuse = (refuses: boolean): void => {
  proxy.refuses = refuses;
  if (refuses) proxy.resetAll();
};
const swallow = (swallows: boolean): void => proxy.blackHole(swallows);

describe('while Redis is away', () => {
  it.each([
    ['refuses connections', refuse],
    ['is silent', swallow],
  ])('because it %s, nothing is taken on, and viewers stay and miss nothing', async (_how, away) => {
    const id = await requestSearch(gateway.url);
    await using viewer = await viewSearch(gateway.url, id);
    const provider = await ForeignProvider.claim(abroad);
    await provider.say('processing');
    await viewer.until('processing');

    away(true);
    for (const n of [1, 2, 3]) await provider.say('result', { n });
    const refused = await postSearch(gateway.url);
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await expect(refused.json()).resolves.toMatchObject({ code: 'store_unavailable' });
    await until(async () => (await readiness()) === 503);
    expect(viewer.events.at(-1)?.event).toBe('processing');

    away(false);
    await viewer.until('result');
    await provider.say('completed', { outcome: 'complete' });
    await expect(viewer.ended).resolves.toBe('ended');
    expect(entriesOf(viewer.events)).toEqual(await storedEntries(redis, id));
    await until(async () => (await readiness()) === 200);
    expect((await postSearch(gateway.url)).status).toBe(201);
    await ForeignProvider.claim(abroad);
  });

  it('for too long, viewers are told so and sent away, and lose nothing by it', async () => {
    const id = await requestSearch(gateway.url);
    await using viewer = await viewSearch(gateway.url, id);
    await viewer.until('requested');
    refuse(true);
    await expect(viewer.ended).resolves.toBe('ended');
    expect(viewer.events.at(-1)).toMatchObject({
      id: undefined,
      event: 'fault',
      data: '{"code":"store_unavailable","retryable":true}',
    });

    refuse(false);
    await until(async () => (await readiness()) === 200);
    const provider = await ForeignProvider.claim(abroad);
    await provider.say('processing');
    await provider.say('completed', { outcome: 'complete' });
    const given = viewer.events.slice(0, -1);
    await using back = await viewSearch(gateway.url, id, given.at(-1));
    await back.ended;
    expect(entriesOf([...given, ...back.events])).toEqual(await storedEntries(redis, id));
  });
});

describe('a program whose Redis', () => {
  it('is not there says so in one sentence, and exits with 1', async () => {
    const { code, errors } = await absent;
    expect(errors).toMatch(/^REDIS_URL cannot be used: no Redis let us in within 10 s \(.+\)\n$/);
    expect(code).toBe(1);
  });
});
