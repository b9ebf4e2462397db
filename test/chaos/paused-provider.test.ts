import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { result } from '../../src/adapters/wire/messages.ts';
import { snapshot } from '../../src/adapters/wire/snapshot.ts';
import { streamKey } from '../../src/adapters/result-stream/redis/keys.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { type HaltingSuppliers, startHaltingSuppliers } from '../support/halting-suppliers.ts';
import { Program } from '../support/program.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { entriesOf, requestSearch, storedEntries, viewSearch } from '../support/searches.ts';
import type { Viewer } from '../support/viewer.ts';

let server: RedisServer;
let redis: Redis;
let gateway: Program;
let suppliers: HaltingSuppliers;

const startProvider = (): Promise<Program> =>
  Program.start({
    REDIS_URL: server.urlOf('provider'),
    ROLE: 'provider',
    SUPPLIERS: suppliers.SUPPLIERS,
    SUPPLIER_CACHE: '0s',
  });

/** In the midst of both answers. */
const begun = async (): Promise<{ id: SearchId; viewer: Viewer }> => {
  const id = await requestSearch(gateway.url);
  const viewer = await viewSearch(gateway.url, id);
  await Promise.all([suppliers.askedFor('quick', id), suppliers.askedFor('slow', id)]);
  return { id, viewer };
};

beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url);
  gateway = await Program.start({
    REDIS_URL: server.urlOf('gateway'),
    ROLE: 'gateway',
    SEARCH_DEADLINE: '60s',
  });
  suppliers = await startHaltingSuppliers();
});
afterAll(async () => {
  await suppliers[Symbol.asyncDispose]();
  redis.disconnect();
  await server.stop();
});

/** Whole, begun once and ended once, and of no flight is told twice. Offers may be: then the last word stands. */
const expectOneStory = async (id: SearchId, viewer: Viewer): Promise<void> => {
  await expect(viewer.ended).resolves.toBe('ended');
  const stored = await storedEntries(redis, id);
  expect(entriesOf(viewer.events)).toEqual(stored);
  const statuses = stored.map((entry) => entry.split(' ')[1]).join(' ');
  expect(statuses).toMatch(/^requested processing( result)+ completed$/);
  const numbers = (await redis.xrange(streamKey(id), '-', '+')).map(([, fields]) => fields[5]);
  expect(numbers).toEqual(numbers.map((_, index) => String(index + 1)));
  const results = viewer.events
    .filter(({ event }) => event === 'result')
    .map(({ data }) => result.parse(JSON.parse(data)));
  const ended = results.filter(({ supplier_status }) => supplier_status !== 'answering');
  expect([...new Set(ended.map(({ supplier_id }) => supplier_id))].toSorted()).toEqual(['quick', 'slow']);
  const itineraries = results.flatMap((found) => found.itineraries.map(({ itinerary_id }) => itinerary_id));
  expect(itineraries).toHaveLength(new Set(itineraries).size);
  const { offers, completed } = snapshot.parse(
    await (await fetch(`${gateway.url}/v1/searches/${id}`)).json(),
  );
  expect(offers).toHaveLength(4);
  expect(completed).toMatchObject({ outcome: 'complete', totals: { offers: 4, itineraries: 4 } });
};

describe('a provider that is paused for longer than its claim lasts, and goes on', () => {
  it('writes nothing more to a search that another one has completed', async () => {
    await using paused = await startProvider();
    suppliers.progress.quick = 'half';
    suppliers.progress.slow = 'half';
    const { id, viewer } = await begun();
    void paused.stop('SIGSTOP');
    suppliers.progress.quick = 'all';
    suppliers.progress.slow = 'all';
    await using _successor = await startProvider();
    await viewer.ended;
    const before = await storedEntries(redis, id);
    // What it was waiting for has come meanwhile.
    suppliers.goOn('quick', id);
    suppliers.goOn('slow', id);
    const ended = paused.stop('SIGTERM');
    void paused.stop('SIGCONT');
    expect((await ended).code).toBe(0);
    await expectOneStory(id, viewer);
    expect(suppliers.timesAsked('slow', id)).toBe(2);
    expect(await storedEntries(redis, id)).toEqual(before);
  }, 60_000);

  it('leaves one whole story of a search that another one works on', async () => {
    await using paused = await startProvider();
    suppliers.progress.quick = 'half';
    suppliers.progress.slow = 'half';
    const { id, viewer } = await begun();
    void paused.stop('SIGSTOP');
    suppliers.progress.quick = 'nothing';
    suppliers.progress.slow = 'nothing';
    await using _successor = await startProvider();
    await Promise.all([suppliers.askedFor('quick', id, 2), suppliers.askedFor('slow', id, 2)]);
    suppliers.goOn('quick', id);
    suppliers.goOn('slow', id);
    void paused.stop('SIGCONT');
    const ended = paused.stop('SIGTERM');
    expect((await ended).code).toBe(0);
    suppliers.goOn('quick', id, 1);
    suppliers.goOn('slow', id, 1);
    await expectOneStory(id, viewer);
  }, 60_000);
});
