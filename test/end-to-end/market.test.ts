import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { page } from '../../src/adapters/wire/page.ts';
import { snapshot } from '../../src/adapters/wire/snapshot.ts';
import type { Snapshot } from '../../src/domain/flights/view/snapshot.ts';
import { Gateway, someDate } from '../support/gateway.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

const ROUTES = [
  ['LHR', 'JFK'],
  ['AMS', 'LON'],
] as const;

let server: RedisServer;
let inMemory: Gateway;
let onRedis: Gateway;

beforeAll(async () => {
  server = await startRedisServer();
  inMemory = await Gateway.start();
  onRedis = await Gateway.start({ settings: { REDIS_URL: server.urlOf('all') } });
});
afterAll(async () => {
  await Promise.all([inMemory[Symbol.asyncDispose](), onRedis[Symbol.asyncDispose]()]);
  await server.stop();
});

/** All that is found, as a snapshot once the search has ended. */
const search = async (gateway: Gateway, origin: string, destination: string): Promise<Snapshot> => {
  const slices = [{ origin, destination, departure_date: someDate() }];
  const { headers } = await gateway.post({ slices });
  const path = headers.get('Location') ?? '';
  const take = async (): Promise<Snapshot> => snapshot.parse(await (await gateway.get(path)).json());
  await until(async () => (await take()).status === 'completed');
  return take();
};

/** What does not depend on when it was found. */
const soldIn = ({ offers }: Snapshot): readonly string[] =>
  offers
    .map(({ supplier_id, offer_id, itinerary_id, price }) =>
      [supplier_id, offer_id, itinerary_id, price.amount].join(' '),
    )
    .toSorted();

const cheapest = async (
  gateway: Gateway,
  origin: string,
  destination: string,
): Promise<readonly string[]> => {
  const { search_id } = await search(gateway, origin, destination);
  const path = `/v1/searches/${search_id}?sort=cheapest&limit=5`;
  const found = page.parse(await (await gateway.get(path)).json());
  return found.itineraries.map(({ itinerary_id, price }) => `${itinerary_id} ${price.amount}`);
};

describe.each(ROUTES)('a search in the simulated market from %s to %s', (origin, destination) => {
  it('finds what at least four suppliers sell, some of it the same flights', async () => {
    const { offers, itineraries, completed } = await search(inMemory, origin, destination);
    const sellers = new Map<string, Set<string>>();
    for (const { itinerary_id, supplier_id } of offers) {
      sellers.set(itinerary_id, (sellers.get(itinerary_id) ?? new Set()).add(supplier_id));
    }
    expect(new Set(offers.map(({ supplier_id }) => supplier_id)).size).toBeGreaterThanOrEqual(4);
    expect([...sellers.values()].some(({ size }) => size >= 3)).toBe(true);
    expect(itineraries.length).toBeGreaterThan(10);
    expect(completed?.outcome).toBe('complete');
  });

  it('drops nothing, since the market answers what it is asked', async () => {
    const { dropped, refused, suppliers } = await search(inMemory, origin, destination);
    expect({ dropped, refused }).toEqual({ dropped: [], refused: [] });
    expect(suppliers.filter((supplier) => supplier.dropped !== undefined)).toEqual([]);
  });

  it('finds the same in memory and on Redis', async () => {
    const [one, other] = await Promise.all([
      search(inMemory, origin, destination),
      search(onRedis, origin, destination),
    ]);
    expect(soldIn(one)).toEqual(soldIn(other));
    expect(one.itineraries.length).toBe(other.itineraries.length);
  });

  test('can be paged the same in memory and on Redis', async () => {
    expect(await cheapest(inMemory, origin, destination)).toEqual(
      await cheapest(onRedis, origin, destination),
    );
  });
});
