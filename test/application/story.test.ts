import { expect, test } from '@jest/globals';
import { loadCarriers } from '../../src/adapters/carriers/load-carriers.ts';
import { loadPlaces } from '../../src/adapters/places/load-places.ts';
import { simulatedSuppliers } from '../../src/adapters/suppliers/simulated/simulated-suppliers.ts';
import { provideSearches } from '../../src/application/provide-searches.ts';
import { runSearch } from '../../src/application/run-search.ts';
import { follow, givenTo } from '../support/follow.ts';
import { completedOf, endsOf, resultsOf } from '../support/run-provider.ts';
import { searchWorld } from '../support/search-world.ts';

/** Most take less than ten; the slowest are cut short. */
const TIMEOUT_S = 20;
const WORLD = { places: loadPlaces(), carriers: loadCarriers() };

/** One search, from its request to its end, as one viewer sees it. */
const story = async (seed: string) => {
  const world = searchWorld();
  const { clock } = world;
  const deps = { ...world.deps, ...WORLD };
  const draining = new AbortController();
  const suppliers = simulatedSuppliers({ ...deps, seed, speed: 1 });
  const work = { suppliers, providerId: 'provider-1', supplierTimeoutMs: TIMEOUT_S * 1_000 };
  const providing = provideSearches({ ...deps, runSearch: runSearch({ ...deps, ...work }) })({
    draining: draining.signal,
    stopping: new AbortController().signal,
  });
  const id = await world.request();
  const viewer = await follow(world, id);
  const seen: number[] = [];
  for (let second = 0; second <= TIMEOUT_S; second += 1) {
    await clock.advance(1_000);
    seen.push(givenTo(viewer).length);
  }
  await viewer.ended;
  draining.abort();
  await providing;
  const told = givenTo(viewer).map(
    ({ status, payload }) => `${status} ${payload.replaceAll(id, 'the search')}`,
  );
  return { world, id, viewer, seen, told };
};

test('a search is requested, answered by suppliers as they find something, and completed', async () => {
  const { world, id, viewer, seen } = await story('a seed');
  expect(viewer.told().replace(/\s+/g, ' ')).toMatch(/^requested processing( result)+ completed$/);
  expect(givenTo(viewer).map(({ position }) => position)).toEqual(
    world.entries(id).map(({ position }) => position),
  );
  expect(endsOf(world, id).filter((end) => end.endsWith(' succeeded')).length).toBeGreaterThan(3);
  expect(new Set(seen).size).toBeGreaterThan(3);
  const { outcome, totals } = completedOf(world, id);
  expect(outcome).toBe('complete');
  expect(totals.results).toBe(resultsOf(world, id).length);
  expect(totals.offers).toBe(resultsOf(world, id).at(-1)?.progress.offers);
  expect(totals.offers).toBeGreaterThan(30);
});

test('it leaves nothing behind but what is kept of it', async () => {
  const { world, id } = await story('a seed');
  expect(world.clock.sleepers).toBe(0);
  expect(world.listeners(id)).toBe(0);
  const claims = world.queue.claim(1, new AbortController().signal);
  await world.clock.advance(60_000);
  expect((await claims)._unsafeUnwrap()).toEqual([]);
});

test('it is the same whenever it is told with the same seed', async () => {
  const one = await story('a seed');
  const again = await story('a seed');
  expect(again.told).toEqual(one.told);
  expect((await story('another')).told).not.toEqual(one.told);
});
