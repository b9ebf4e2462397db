import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { immortalKeys } from '../support/immortal-keys.ts';
import { newSearchId } from '../support/new-search-id.ts';
import { pollToTheEnd } from '../support/poll-to-the-end.ts';
import { Program } from '../support/program.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { entriesOf, requestSearch, storedEntries, viewSearch } from '../support/searches.ts';
import { until } from '../support/until.ts';

const RESULTS_TTL_MS = 600_000;
const SETTINGS = { SEARCH_DEADLINE: '2s', RESULTS_TTL: '10m', RATE_LIMIT: '0' };

let server: RedisServer;
let operator: Redis;
let foreign: Redis;
let gateways: readonly Program[];
/** Of one gateway, and of the other. */
let one: string;
let other: string;

const start = async (settings: Readonly<Record<string, string>>): Promise<void> => {
  const env = { ...SETTINGS, ...settings, REDIS_URL: server.urlOf('gateway'), ROLE: 'gateway' };
  gateways = await Promise.all([Program.start(env), Program.start(env)]);
  [one = '', other = ''] = gateways.map(({ url }) => url);
};
const stop = async (): Promise<void> => {
  await until(async () => (await operator.keys('flight.search.deadlines:*')).length === 0);
  await Promise.all(gateways.map((gateway) => gateway.stop()));
};

beforeAll(async () => {
  server = await startRedisServer();
  operator = new Redis(server.url);
  foreign = new Redis(server.urlOf('foreign'), { enableReadyCheck: false });
});
afterEach(async () => {
  await until(async () => (await immortalKeys(operator)).length === 0);
  expect(await operator.xlen('flight.search.requests')).toBeLessThanOrEqual(100);
  expect(gateways.map(({ errors }) => errors)).toEqual(['', '']);
});
afterAll(async () => {
  operator.disconnect();
  foreign.disconnect();
  await server.stop();
});

const keyOf = (id: SearchId): string => `flight.search.results:${id}`;
const isThere = async (id: SearchId): Promise<boolean> => (await operator.exists(keyOf(id))) === 1;
const get = (id: SearchId, path = '', url = one) => fetch(`${url}/v1/searches/${id}${path}`);
const cancel = (id: SearchId, url = other) => fetch(`${url}/v1/searches/${id}`, { method: 'DELETE' });

/** Its append sets how long the search is kept; a foreign provider's does not. */
const endings: readonly [string, (id: SearchId) => Promise<unknown>][] = [
  ['ended by a gateway', (id) => cancel(id)],
  [
    'completed by a foreign provider',
    (id) =>
      foreign.xadd(keyOf(id), 'NOMKSTREAM', '*', 'status', 'completed', 'payload', '{"outcome":"complete"}'),
  ],
];

/** A search that four viewers watch, two on either gateway, and that all of them are given the end of. */
const watched = async (end: (id: SearchId) => Promise<unknown>) => {
  const id = await requestSearch(one);
  const viewers = await Promise.all([one, other, one, other].map((url) => viewSearch(url, id)));
  await Promise.all(viewers.map((viewer) => viewer.until('requested')));
  await end(id);
  await Promise.all(viewers.map(({ ended }) => ended));
  const told = viewers.map(({ events }) => events.map(({ event }) => event));
  expect(told).toEqual(viewers.map(() => ['requested', 'completed']));
  return { id, events: viewers[0]?.events ?? [] };
};

describe('with CLEANUP=expire', () => {
  beforeAll(() => start({ CLEANUP: 'expire' }));
  afterAll(stop);

  it.each(endings)(
    'a search that was %s is there for who comes late, and for who has lost its end (case 3)',
    async (_how, end) => {
      const { id, events } = await watched(end);
      await using late = await viewSearch(other, id);
      await late.ended;
      expect(entriesOf(late.events)).toEqual(await storedEntries(operator, id));
      await using again = await viewSearch(one, id, events[0]);
      await again.ended;
      expect(again.events.map(({ event }) => event)).toEqual(['completed']);
      expect((await pollToTheEnd(one, id)).entries).toEqual(entriesOf(late.events));
      expect(await operator.pttl(keyOf(id))).toBeGreaterThan(RESULTS_TTL_MS / 2);
    },
  );

  it('an unknown search is not found, and nothing is made of it by who asks for it (case 5)', async () => {
    const id = newSearchId();
    for (const url of [one, other]) {
      for (const path of ['', '/events', '/entries', '/entries?wait=1', '?limit=1', '/events?after=1-1'])
        expect((await get(id, path, url)).status).toBe(404);
      expect((await cancel(id, url)).status).toBe(404);
    }
    expect(await operator.keys(`*${id}*`)).toEqual([]);
  });

  it('what a foreign hand leaves for ever is removed, unless it is a search, which is given its time', async () => {
    const [stray, nameless, search] = [newSearchId(), 'flight.search.results:', newSearchId()];
    const bytes = Buffer.from([...Buffer.from(nameless), 0xff, 0xfe, 0x0d, 0x0a]);
    const strays = [keyOf(stray), nameless, bytes, `${nameless}a text`];
    for (const key of strays.slice(0, 3)) await foreign.xadd(key, '*', 'status', 'result');
    await operator.set(`${nameless}a text`, 'of an operator');
    await foreign.xadd(keyOf(search), '*', 'status', 'requested', 'payload', '{}');
    await until(async () => (await operator.exists(...strays)) === 0);
    await until(async () => (await operator.pttl(keyOf(search))) > 0);
    expect(await operator.pttl(keyOf(search))).toBeLessThanOrEqual(RESULTS_TTL_MS);
  });
});

describe('with CLEANUP=delete and a grace', () => {
  beforeAll(() => start({ CLEANUP: 'delete', CLEANUP_GRACE: '2s' }));
  afterAll(stop);

  it.each(endings)(
    'a search that was %s goes within it, and is an unknown one then (case 4)',
    async (_how, end) => {
      const { id, events } = await watched(end);
      expect(await isThere(id)).toBe(true);
      await until(async () => !(await isThere(id)));
      const headers = { 'Last-Event-ID': events.at(-1)?.id ?? '' };
      for (const url of [one, other]) {
        expect((await get(id, '', url)).status).toBe(404);
        expect((await get(id, '/events', url)).status).toBe(404);
        expect((await fetch(`${url}/v1/searches/${id}/events`, { headers })).status).toBe(404);
        expect((await pollToTheEnd(url, id)).status).toBe(404);
      }
    },
  );

  it('a search that is gone is not brought back by who writes to it late (case 28)', async () => {
    const [{ id }, { id: another }] = [await watched(cancel), await watched(cancel)];
    await until(async () => !(await isThere(id)) && !(await isThere(another)));
    const fields = ['status', 'result', 'payload', '{}'];
    expect(await foreign.xadd(keyOf(id), 'NOMKSTREAM', '*', ...fields)).toBeNull();
    // Who does not know better makes a stream that nobody would ever remove.
    await foreign.xadd(keyOf(another), '*', ...fields);
    for (const url of [one, other]) {
      expect((await get(id, '/events', url)).status).toBe(404);
      expect((await get(another, '/events', url)).status).toBe(404);
    }
    await until(async () => !(await isThere(another)));
    expect(await isThere(id)).toBe(false);
  });

  it('a late result of a search that is still there reaches nobody (case 28)', async () => {
    const { id, events } = await watched(cancel);
    await foreign.xadd(keyOf(id), 'NOMKSTREAM', '*', 'status', 'result', 'payload', '{}');
    await using late = await viewSearch(other, id);
    await late.ended;
    expect(entriesOf(late.events)).toEqual(entriesOf(events));
  });
});

describe('with CLEANUP=delete and no grace', () => {
  beforeAll(() => start({ CLEANUP: 'delete', CLEANUP_GRACE: '0s' }));
  afterAll(stop);

  it.each(endings)('a search that was %s goes as soon as all have been given its end', async (_how, end) => {
    const { id } = await watched(end);
    await until(async () => !(await isThere(id)));
    expect((await get(id, '/events')).status).toBe(404);
  });
});
