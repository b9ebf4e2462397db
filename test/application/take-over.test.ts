import { describe, expect, it, test } from '@jest/globals';
import { CLAIM_LASTS_MS } from '../../src/domain/ports/request-queue.ts';
import { completedOf, endsOf, resultsOf, runProvider } from '../support/run-provider.ts';
import { gives, hangs, scriptedSupplier, waits } from '../support/scripted-supplier.ts';
import { flownId } from '../support/found-offers.ts';
import { searchWorld } from '../support/search-world.ts';

/** The first provider stops when one of two suppliers has ended, and a second one claims the search. */
const takenOver = async () => {
  const world = searchWorld();
  const id = await world.request();
  const ended = scriptedSupplier('ended', gives([1, 2]));
  const first = await runProvider(world, [ended, scriptedSupplier('open', gives([3]), hangs())]);
  first.stop();
  await first.finished;
  await world.clock.advance(CLAIM_LASTS_MS);
  const open = scriptedSupplier('open', gives([3, 4]));
  const second = await runProvider(world, [ended, open], 'provider-2');
  await second.finished;
  return { world, id, ended, open, second };
};

describe('a provider that takes a search over', () => {
  it('says no second processing, and completes', async () => {
    const { world, id, second } = await takenOver();
    expect(world.statuses(id)).toBe('requested processing result result result result result completed');
    expect(second.settled.isSettled).toBe(true);
    expect(world.happenings).toContainEqual({ type: 'search_claimed', id, takenOver: true });
  });

  it('asks only suppliers that have not ended', async () => {
    const { world, id, ended, open } = await takenOver();
    expect(ended.asked).toHaveLength(1);
    expect(open.asked).toHaveLength(1);
    expect(endsOf(world, id)).toEqual(['ended succeeded', 'open succeeded']);
  });

  it('says again no itinerary that was said before it came', async () => {
    const { world, id } = await takenOver();
    const itineraries = resultsOf(world, id).flatMap((result) => result.itineraries);
    expect(itineraries.map(({ itinerary_id }) => itinerary_id)).toEqual([1, 2, 3, 4].map(flownId));
  });

  it('sums up what both have found', async () => {
    const { world, id } = await takenOver();
    expect(completedOf(world, id)).toMatchObject({
      outcome: 'complete',
      totals: { offers: 4, itineraries: 4 },
      suppliers: [
        { supplier_id: 'ended', status: 'succeeded', offers: 2 },
        { supplier_id: 'open', status: 'succeeded', offers: 2 },
      ],
    });
  });
});

test('a supplier that only the first provider knew has timed out in the end', async () => {
  const world = searchWorld();
  const id = await world.request();
  const first = await runProvider(world, [scriptedSupplier('private', hangs())]);
  first.stop();
  await first.finished;
  await world.clock.advance(CLAIM_LASTS_MS);
  await (
    await runProvider(world, [scriptedSupplier('other', gives([1]))])
  ).finished;
  const ends = completedOf(world, id).suppliers.map(({ supplier_id, status }) => `${supplier_id} ${status}`);
  expect(ends).toEqual(['private timed_out', 'other succeeded']);
});

test('two providers that begin at the same moment say processing once, and completed once', async () => {
  const world = searchWorld();
  const { clock } = world;
  const id = await world.request();
  // Both read the log before either writes: the first answer is held until both have asked.
  const first = runProvider(world, [scriptedSupplier('both', waits(clock, 100), gives([1]))], 'provider-1');
  const again = world.queue.add({ id, payload: world.entries(id)[0]?.payload ?? '' });
  const second = runProvider(world, [scriptedSupplier('both', waits(clock, 100), gives([1]))], 'provider-2');
  await again;
  const providers = await Promise.all([first, second]);
  await clock.advance(2_000);
  await Promise.all(providers.map(({ finished }) => finished));
  expect(world.statuses(id)).toMatch(/^requested processing( result)+ completed$/);
  expect(completedOf(world, id).totals).toMatchObject({ offers: 1, itineraries: 1 });
});
