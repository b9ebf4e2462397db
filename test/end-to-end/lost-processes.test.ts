import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { Program, type Settings } from '../support/program.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { entriesOf, requestSearch, storedEntries, viewSearch } from '../support/searches.ts';
import type { Viewer } from '../support/viewer.ts';

const VIEWERS = 5;
/** Nothing here is to wait until it is over. */
const LONG = '10m';

let server: RedisServer;
let redis: Redis;
let gateway: Program;

const start = (ROLE: 'gateway' | 'provider', settings: Settings = {}): Promise<Program> =>
  Program.start({ REDIS_URL: server.urlOf(ROLE), DRAIN_TIMEOUT: LONG, ROLE, ...settings });

beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url);
  gateway = await start('gateway');
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});

const viewersOf = (url: string, id: SearchId): Promise<readonly Viewer[]> =>
  Promise.all(Array.from({ length: VIEWERS }, () => viewSearch(url, id)));

const all = <T>(viewers: readonly Viewer[], of: (viewer: Viewer) => Promise<T>): Promise<readonly T[]> =>
  Promise.all(viewers.map((viewer) => of(viewer)));

/** All of them come back, at the other gateway, each with the last it was given; what each got before and after. */
const stories = async (viewers: readonly Viewer[], id: SearchId): Promise<readonly (readonly string[])[]> =>
  Promise.all(
    viewers.map(async ({ events }) => {
      const back = await viewSearch(gateway.url, id, events.at(-1));
      await back.ended;
      return entriesOf([...events, ...back.events]);
    }),
  );

const statusesOf = (stored: readonly string[]): readonly (string | undefined)[] =>
  stored.map((entry) => entry.split(' ')[1]);

describe('a gateway', () => {
  it('that is killed loses its viewers nothing: they go on at another', async () => {
    await using provider = await start('provider', { SIMULATION_SPEED: '4' });
    await using killed = await start('gateway');
    const id = await requestSearch(killed.url);
    const viewers = await viewersOf(killed.url, id);
    await all(viewers, (viewer) => viewer.until('result'));
    await killed.stop('SIGKILL');
    expect(await all(viewers, ({ ended }) => ended)).toEqual(viewers.map(() => 'cut'));
    const told = await stories(viewers, id);
    const stored = await storedEntries(redis, id);
    for (const story of told) expect(story).toEqual(stored);
    expect(statusesOf(stored).at(-1)).toBe('completed');
    await provider.stop();
  });

  it('that is told to stop sends its viewers to another, where they miss nothing, and exits with 0', async () => {
    await using provider = await start('provider', { SIMULATION_SPEED: '4' });
    await using stopped = await start('gateway');
    const id = await requestSearch(stopped.url);
    const viewers = await viewersOf(stopped.url, id);
    await all(viewers, (viewer) => viewer.until('result'));
    const { code } = await stopped.stop('SIGTERM');
    expect(code).toBe(0);
    expect(await all(viewers, ({ ended }) => ended)).toEqual(viewers.map(() => 'ended'));
    for (const { events, retryMs } of viewers) {
      expect(events.at(-1)?.event).toBe('result');
      expect(retryMs).toBeGreaterThan(0);
    }
    const told = await stories(viewers, id);
    const stored = await storedEntries(redis, id);
    for (const story of told) expect(story).toEqual(stored);
    await provider.stop();
  });
});

describe('a provider', () => {
  it('that is killed is replaced by another, which begins nothing anew, and the search completes once', async () => {
    await using killed = await start('provider');
    const id = await requestSearch(gateway.url);
    await using viewer = await viewSearch(gateway.url, id);
    await viewer.until('result');
    await killed.stop('SIGKILL');
    await using other = await start('provider', { SIMULATION_SPEED: '20' });
    await viewer.ended;
    const stored = await storedEntries(redis, id);
    expect(entriesOf(viewer.events)).toEqual(stored);
    expect(statusesOf(stored).filter((status) => status !== 'result')).toEqual([
      'requested',
      'processing',
      'completed',
    ]);
    expect(stored.at(-1)).toContain('"outcome":"complete"');
    expect(other.log.find(({ msg }) => msg === 'search_claimed')).toMatchObject({ takenOver: true });
  });

  it('that is told to stop finishes its searches, takes no more, and exits with 0', async () => {
    await using stopped = await start('provider', { SIMULATION_SPEED: '4' });
    const id = await requestSearch(gateway.url);
    await using viewer = await viewSearch(gateway.url, id);
    await viewer.until('result');
    const ended = stopped.stop('SIGTERM');
    await stopped.logged('draining');
    const later = await requestSearch(gateway.url);
    expect((await ended).code).toBe(0);
    await viewer.ended;
    expect(viewer.events.at(-1)?.data).toContain('"outcome":"complete"');
    expect(statusesOf(await storedEntries(redis, later))).toEqual(['requested']);
  });
});
