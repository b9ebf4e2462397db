import { describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { ForeignProvider } from '../support/foreign-provider.ts';
import { Program } from '../support/program.ts';
import { startRedisServer } from '../support/redis-server.ts';
import { entriesOf, requestSearch, storedEntries, viewSearch } from '../support/searches.ts';
import { until } from '../support/until.ts';

const VIEWERS = 3;
const SEARCHES = 5;

/** A gateway on a Redis of its own, and a search on it of which its viewers have been given the first result. */
const searchOn = async (args: readonly string[]) => {
  const server = await startRedisServer({ args });
  const redis = new Redis(server.url);
  const gateway = await Program.start({ REDIS_URL: server.urlOf('gateway'), ROLE: 'gateway' });
  const id = await requestSearch(gateway.url);
  const viewers = await Promise.all(Array.from({ length: VIEWERS }, () => viewSearch(gateway.url, id)));
  const provider = await ForeignProvider.claim(redis);
  await provider.say('processing');
  const given = (results: number): Promise<void> =>
    until(() =>
      viewers.every(({ events }) => events.filter(({ event }) => event === 'result').length >= results),
    );
  await provider.say('result', { n: 1 });
  await given(1);
  return {
    redis,
    provider,
    viewers,
    given,
    /** Kills it, and starts it again on what it has written. */
    powerCut: async () => {
      await server.crash();
      await server.restart();
      await until(async () => (await redis.ping().catch(() => undefined)) === 'PONG');
    },
    stored: () => storedEntries(redis, id),
    [Symbol.asyncDispose]: async () => {
      redis.disconnect();
      await gateway.stop('SIGKILL');
      await server.stop();
    },
  };
};

describe('a Redis with the users of deploy/redis and an append-only file', () => {
  it('keeps every search over a restart, those that are under way and those that have ended (case 19)', async () => {
    const server = await startRedisServer({ args: ['--appendonly', 'yes', '--appendfsync', 'always'] });
    const redis = new Redis(server.url);
    const gateway = await Program.start({ REDIS_URL: server.urlOf('gateway'), ROLE: 'gateway' });
    const waiting = await requestSearch(gateway.url);
    const waits = await ForeignProvider.claim(redis);
    await waits.say('processing');
    const provider = await Program.start({
      REDIS_URL: server.urlOf('provider'),
      ROLE: 'provider',
      SIMULATION_SPEED: '50',
    });
    const ended = await Promise.all(Array.from({ length: SEARCHES }, () => requestSearch(gateway.url)));
    for (const id of ended) await (await viewSearch(gateway.url, id)).ended;
    const ids = [waiting, ...ended];
    const kept = () => Promise.all(ids.map((id) => storedEntries(redis, id)));
    const before = await kept();
    expect(before.slice(1).map((entries) => entries.at(-1))).toEqual(
      ended.map(() => expect.stringContaining(' completed ')),
    );
    await Promise.all([gateway.stop('SIGKILL'), provider.stop('SIGKILL')]);
    await server.crash();
    await server.restart();
    await until(async () => (await redis.ping().catch(() => undefined)) === 'PONG');
    expect(await kept()).toEqual(before);
    redis.disconnect();
    await server.stop();
  });
});

describe('while a viewer watches, a Redis that is killed and started again', () => {
  it.each(['always', 'everysec'])(
    'and writes what it does to a file (appendfsync %s) loses nothing, and nobody is given anything twice (case 19)',
    async (fsync) => {
      await using search = await searchOn(['--appendonly', 'yes', '--appendfsync', fsync]);
      const { provider, viewers, given } = search;
      await search.powerCut();
      await provider.say('result', { n: 2 });
      await given(2);
      await search.powerCut();
      await provider.say('completed', { outcome: 'complete' });
      expect(await Promise.all(viewers.map(({ ended }) => ended))).toEqual(viewers.map(() => 'ended'));
      const stored = await search.stored();
      expect(stored).toHaveLength(5);
      for (const { events } of viewers) expect(entriesOf(events)).toEqual(stored);
    },
  );

  it('and has lost the last entries makes every viewer start again, and end with what there is (case 19)', async () => {
    await using search = await searchOn([]);
    const { redis, provider, viewers, given } = search;
    await redis.save();
    await provider.say('result', { lost: 1 });
    await given(2);
    await search.powerCut();
    await provider.say('result', { n: 2 });
    await provider.say('completed', { outcome: 'complete' });
    expect(await Promise.all(viewers.map(({ ended }) => ended))).toEqual(viewers.map(() => 'ended'));
    const stored = await search.stored();
    expect(stored.join()).not.toContain('lost');
    for (const { events } of viewers) {
      const resets = events.filter(({ event }) => event === 'reset');
      expect(resets).toHaveLength(1);
      const reset = events.findIndex(({ event }) => event === 'reset');
      expect(entriesOf(events.slice(reset + 1))).toEqual(stored);
    }
  });
});
