import { describe, expect, it } from '@jest/globals';
import { MAX_ITINERARIES } from '../../src/domain/flights/view/fold-itineraries.ts';
import { SEARCH_LIMITS } from '../../src/domain/search/decide.ts';
import { deferred } from '../support/deferred.ts';
import { offerFound, segmentFound } from '../support/found-offers.ts';
import { completedOf, runProvider } from '../support/run-provider.ts';
import { type Act, gives, hangs, holds, scriptedSupplier, waits } from '../support/scripted-supplier.ts';
import { searchWorld } from '../support/search-world.ts';

const upTo = (count: number, from = 1): readonly number[] =>
  Array.from({ length: count }, (_, index) => from + index);

/** The same fifty flights, of which there is far more to tell than of their prices; other offers in every round. */
const round = (number: number): Act => ({
  does: 'give',
  batch: ({ criteria }) => ({
    offers: upTo(50).map((flight) => {
      const technical_stops = upTo(8).map(() => ({
        airport: 'LGW',
        arriving_at: '2030-05-01T08:05',
        departing_at: '2030-05-01T08:10',
      }));
      const segment = segmentFound(flight, { technical_stops }, criteria);
      return offerFound(
        flight,
        { offer_id: `${number}-${flight}`, slices: [{ segments: [segment] }] },
        criteria,
      );
    }),
  }),
});

describe('a supplier that never stops', () => {
  const batches = Array.from({ length: SEARCH_LIMITS.messages }, (_, index) => gives([index + 1]));

  it('is given as much room as a search has for it, and the search completes', async () => {
    const world = searchWorld();
    const id = await world.request();
    const { finished } = await runProvider(world, [scriptedSupplier('endless', ...batches)]);
    await finished;
    expect(world.entries(id)).toHaveLength(SEARCH_LIMITS.messages);
    expect(world.statuses(id)).toMatch(/^requested processing( result)+ completed$/);
    const given = SEARCH_LIMITS.messages - 4;
    expect(completedOf(world, id)).toMatchObject({
      outcome: 'complete',
      suppliers: [{ supplier_id: 'endless', status: 'succeeded', offers: given, dropped: { too_many: 1 } }],
    });
  });

  it('leaves the others their room', async () => {
    const world = searchWorld();
    const id = await world.request();
    const slow = scriptedSupplier('slow', waits(world.clock, 4_000), gives([1, 2, 3]));
    const { finished } = await runProvider(world, [scriptedSupplier('endless', ...batches), slow]);
    await world.clock.advance(4_000);
    await finished;
    const { outcome, suppliers } = completedOf(world, id);
    expect(outcome).toBe('complete');
    expect(suppliers).toMatchObject([
      { supplier_id: 'endless', status: 'succeeded', dropped: { too_many: 1 } },
      { supplier_id: 'slow', status: 'succeeded', offers: 3 },
    ]);
  });
});

describe('a supplier that sells more than a search holds', () => {
  const greedy = scriptedSupplier('greedy', gives(upTo(3_000)));

  it('leaves the others room for what they sell', async () => {
    const world = searchWorld();
    const id = await world.request();
    const slow = scriptedSupplier('slow', waits(world.clock, 4_000), gives(upTo(50, 5_001)));
    const { finished } = await runProvider(world, [greedy, slow]);
    await world.clock.advance(4_000);
    await finished;
    const { suppliers, totals } = completedOf(world, id);
    expect(suppliers).toMatchObject([
      { supplier_id: 'greedy', status: 'succeeded' },
      { supplier_id: 'slow', status: 'succeeded', offers: 50 },
    ]);
    const [{ offers, dropped } = { offers: 0 }] = suppliers;
    expect(offers).toBeLessThanOrEqual(MAX_ITINERARIES / 2);
    expect(dropped).toEqual({ too_many: 3_000 - offers });
    expect(totals.itineraries).toBe(offers + 50);
  });

  it('has all of the room where it is asked alone', async () => {
    const world = searchWorld();
    const id = await world.request();
    await (
      await runProvider(world, [greedy])
    ).finished;
    expect(completedOf(world, id).totals.itineraries).toBe(MAX_ITINERARIES);
  });
});

describe('a search that others have filled', () => {
  it('asks no supplier any longer, says that they were skipped, and tells what was left out', async () => {
    const world = searchWorld();
    const id = await world.request();
    const answer = deferred();
    const held = scriptedSupplier('held', holds(answer.promise), gives([1]));
    const { finished } = await runProvider(world, [held, scriptedSupplier('hanging', hangs())]);
    while (world.entries(id).length < SEARCH_LIMITS.messages - 1) world.write(id, 'result');
    answer.resolve();
    await finished;
    const ends = completedOf(world, id).suppliers?.map(
      ({ supplier_id, status }) => `${supplier_id} ${status}`,
    );
    expect(ends).toEqual(['held skipped', 'hanging skipped']);
    const faults = { too_many: 1 };
    expect(world.happenings).toContainEqual({ type: 'offers_dropped', id, supplier: 'held', faults });
  });
});

describe('a supplier that sells what others have told of', () => {
  it('has its room for its own offers', async () => {
    const world = searchWorld();
    const id = await world.request();
    const first = scriptedSupplier('first', round(0));
    const rounds = upTo(80);
    const second = scriptedSupplier('second', waits(world.clock, 1_000), ...rounds.map(round));
    const { finished } = await runProvider(world, [first, second]);
    await world.clock.advance(1_000);
    await finished;
    const [, summary] = completedOf(world, id).suppliers;
    expect(summary).toMatchObject({ supplier_id: 'second', offers: 50 * rounds.length });
    expect(summary?.dropped).toBeUndefined();
  });
});
