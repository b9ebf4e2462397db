import { describe, expect, it } from '@jest/globals';
import { flownId } from '../support/found-offers.ts';
import { completedOf, endsOf, resultsOf, runProvider } from '../support/run-provider.ts';
import { gives, scriptedSupplier, waits } from '../support/scripted-supplier.ts';
import { searchWorld } from '../support/search-world.ts';

/** A search that three suppliers answer at their own pace. */
const answeredByThree = async () => {
  const world = searchWorld();
  const { clock } = world;
  const id = await world.request();
  const suppliers = [
    scriptedSupplier('quick', gives([1, 2])),
    scriptedSupplier(
      'steady',
      waits(clock, 1_000),
      gives([2, 3], { share: 0.5 }),
      waits(clock, 500),
      gives([4]),
    ),
    scriptedSupplier('slow', waits(clock, 4_000), gives([5])),
  ];
  const provider = await runProvider(world, suppliers);
  return { world, id, suppliers, ...provider };
};

describe('a provider that works on a search', () => {
  it('says processing, every batch as it comes, how each supplier ended, and completed', async () => {
    const { world, id, finished, settled } = await answeredByThree();
    await world.clock.advance(4_000);
    await finished;
    expect(world.statuses(id)).toBe(`requested processing${' result'.repeat(7)} completed`);
    expect(endsOf(world, id)).toEqual(['quick succeeded', 'steady succeeded', 'slow succeeded']);
    expect(settled.isSettled).toBe(true);
  });

  it('names itself and all suppliers that it asks', async () => {
    const { world, id, suppliers, claim } = await answeredByThree();
    const [, processing] = world.messages(id);
    expect(processing).toMatchObject({
      status: 'processing',
      payload: {
        provider_id: 'provider-1',
        suppliers: suppliers.map(({ supplier_id, name }) => ({ supplier_id, name })),
      },
    });
    const asked = suppliers.flatMap((supplier) => supplier.asked);
    expect(asked.map(({ search_id }) => search_id)).toEqual([id, id, id]);
    expect(claim.request.id).toBe(id);
  });

  it('does not let a quick supplier wait for a slow one', async () => {
    const { world, id } = await answeredByThree();
    expect(endsOf(world, id)).toEqual(['quick succeeded']);
    await world.clock.advance(1_500);
    expect(endsOf(world, id)).toEqual(['quick succeeded', 'steady succeeded']);
  });

  it('numbers its entries without a gap', async () => {
    const { world, id, finished } = await answeredByThree();
    await world.clock.advance(4_000);
    await finished;
    expect(world.entries(id).map(({ seq }) => seq)).toEqual(world.entries(id).map((_, index) => index + 1));
  });

  it('says every itinerary and every name once', async () => {
    const { world, id, finished } = await answeredByThree();
    await world.clock.advance(4_000);
    await finished;
    const results = resultsOf(world, id);
    const itineraries = results.flatMap((result) =>
      result.itineraries.map(({ itinerary_id }) => itinerary_id),
    );
    expect(itineraries).toEqual([1, 2, 3, 4, 5].map(flownId));
    expect(results.flatMap(({ dictionaries }) => Object.keys(dictionaries.airports))).toEqual(['AMS', 'LHR']);
    expect(results.flatMap(({ dictionaries }) => Object.keys(dictionaries.carriers))).toEqual(['ZZ']);
  });

  it('lets its progress never fall, and never reach a hundred', async () => {
    const { world, id, finished } = await answeredByThree();
    await world.clock.advance(4_000);
    await finished;
    const percents = resultsOf(world, id).map(({ progress }) => progress.percent);
    expect(percents).toEqual(percents.toSorted((one, other) => one - other));
    expect(Math.max(...percents)).toBe(99);
  });

  it('sums up at the end what was found, and how long each supplier took', async () => {
    const { world, id, finished } = await answeredByThree();
    await world.clock.advance(4_000);
    await finished;
    expect(completedOf(world, id)).toEqual({
      search_id: id,
      outcome: 'complete',
      suppliers: [
        { supplier_id: 'quick', status: 'succeeded', offers: 2, first_result_ms: 0, duration_ms: 0 },
        { supplier_id: 'steady', status: 'succeeded', offers: 3, first_result_ms: 1_000, duration_ms: 1_500 },
        { supplier_id: 'slow', status: 'succeeded', offers: 1, first_result_ms: 4_000, duration_ms: 4_000 },
      ],
      totals: { offers: 6, itineraries: 5, results: 7 },
      duration_ms: 4_000,
    });
  });

  it('lets go of every supplier, every timer and every bell', async () => {
    const { world, id, suppliers, finished } = await answeredByThree();
    await world.clock.advance(4_000);
    await finished;
    expect(suppliers.map(({ letGo }) => letGo())).toEqual([1, 1, 1]);
    expect(world.clock.sleepers).toBe(0);
    expect(world.listeners(id)).toBe(0);
  });
});
