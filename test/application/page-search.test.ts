import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SORTS } from '../../src/domain/flights/pages/ranking.ts';
import { arbitraryFilters } from '../support/arbitrary-markets.ts';
import { instantClock } from '../support/instant-clock.ts';
import { MARKET, type MarketSearch, searchWith } from '../support/market-search.ts';
import { followPages, idsOf, pageRequest, pagesFrom, PAGES_KEPT_AT_MOST_MS } from '../support/paging.ts';

const allIn = async ({ take, id }: MarketSearch, request = pageRequest()) =>
  idsOf((await take(id, request))._unsafeUnwrap().page);

describe('the pages of a search', () => {
  it('neither repeat nor miss a row while results arrive and offers expire, on any gateway', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: MARKET.length }),
        fc.constantFrom(...SORTS),
        fc.integer({ min: 1, max: 30 }),
        arbitraryFilters.map(({ min_bags, max_stops, carriers }) => ({
          ...(min_bags !== undefined && { min_bags }),
          ...(max_stops !== undefined && { max_stops }),
          ...(carriers !== undefined && { carriers }),
        })),
        fc.infiniteStream(fc.record({ results: fc.nat(8), minutes: fc.nat(9), elsewhere: fc.boolean() })),
        async (said, sort, limit, filters, between) => {
          const search = await searchWith(said);
          const { take, other, id } = search;
          const request = pageRequest({ sort, filters });
          const whole = await allIn(search, request);
          let elsewhere = false;
          const either: typeof take = (...args) => (elsewhere ? other : take)(...args);
          const followed = await followPages(
            { take: either, id, request: { ...request, limit } },
            async (pages) => {
              const [next] = between.take(1);
              if (pages === 0 || next === undefined) return;
              search.sayMore(next.results);
              elsewhere = next.elsewhere;
              await search.pass(next.minutes * 60_000);
            },
          );
          expect(followed).toEqual(whole);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are of what is known when the first one is asked for', async () => {
    const search = await searchWith(3);
    const few = await allIn(search);
    search.sayMore(100);
    expect((await allIn(search)).length).toBeGreaterThan(few.length);
  });

  it('show no offer that expires within the minute in which they are asked for', async () => {
    const search = await searchWith(100);
    await search.pass(13.5 * 60_000);
    expect((await allIn(search)).length).toBe(40);
    await search.pass(1_000);
    expect((await search.take(search.id, pageRequest()))._unsafeUnwrap().page.as_of).toBe(
      '2030-04-01T10:20:00.000Z',
    );
    expect(await allIn(search)).toEqual([]);
  });

  it('tell up to where in the search they are', async () => {
    const { world, id, take } = await searchWith(5);
    const { page } = (await take(id, pageRequest({ limit: 3 })))._unsafeUnwrap();
    expect(page.position).toBe(world.entries(id).at(-1)?.position);
    expect(page).toMatchObject({ status: 'processing', truncated: false });
  });

  it('have names for what they show, and for what can be chosen', async () => {
    const { id, take } = await searchWith(100);
    const { page } = (await take(id, pageRequest({ limit: 1 })))._unsafeUnwrap();
    const { airports, carriers } = page.dictionaries;
    const [row] = page.itineraries;
    const segments = row?.slices.flatMap((slice) => slice.segments) ?? [];
    expect(Object.keys(airports)).toEqual(
      expect.arrayContaining(segments.flatMap(({ origin, destination }) => [origin, destination])),
    );
    expect(Object.keys(carriers)).toEqual(
      expect.arrayContaining(page.facets.carriers.map(({ code }) => code)),
    );
    expect(Object.keys(airports)).not.toContain('EWR');
  });
});

describe('a page', () => {
  it('of a search that is not held tells whether it can have been there', async () => {
    const { take, pass, world } = await searchWith(1);
    const id = world.nextId();
    const clock = instantClock(world.clock.now());
    const early = pagesFrom(world.stream, clock);
    expect((await early(id, pageRequest()))._unsafeUnwrapErr()).toEqual({ type: 'not_found' });
    await pass(PAGES_KEPT_AT_MOST_MS + 1);
    expect((await take(id, pageRequest()))._unsafeUnwrapErr()).toEqual({ type: 'expired' });
  });

  it('is not made where nobody understands what was requested', async () => {
    const { world, take } = await searchWith(1);
    const id = world.nextId();
    await world.stream.create(id, { status: 'requested', payload: '{"contract":2}' }, 60_000);
    expect((await take(id, pageRequest()))._unsafeUnwrapErr().type).toBe('expired');
  });

  it('of a search in which nothing was found yet is empty', async () => {
    const { id, take } = await searchWith(0);
    const { page, next } = (await take(id, pageRequest()))._unsafeUnwrap();
    expect(next).toBeUndefined();
    expect(page).toMatchObject({
      status: 'requested',
      itineraries: [],
      stats: { itineraries: 0, offers: 0 },
    });
    expect(page.facets.price_histogram).toBeUndefined();
  });

  it('understands a price in the currency of the search, and refuses what is none', async () => {
    const { id, take } = await searchWith(100);
    const { page } = (await take(id, pageRequest({ max_price: '400' })))._unsafeUnwrap();
    expect(page.itineraries.length).toBeGreaterThan(0);
    for (const { price } of page.itineraries) expect(Number(price.amount)).toBeLessThanOrEqual(400);
    expect((await take(id, pageRequest({ max_price: '400.005' })))._unsafeUnwrapErr()).toEqual({
      type: 'no_such_price',
      currency: 'EUR',
    });
  });
});
