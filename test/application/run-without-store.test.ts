import { describe, expect, it } from '@jest/globals';
import { deferred } from '../support/deferred.ts';
import { completedOf, endsOf, resultsOf, runProvider } from '../support/run-provider.ts';
import { gives, holds, scriptedSupplier, waits } from '../support/scripted-supplier.ts';
import { searchWorld } from '../support/search-world.ts';

const interrupted = async (awayMs: number) => {
  const world = searchWorld();
  const { clock } = world;
  const id = await world.request();
  const suppliers = [
    scriptedSupplier('early', waits(clock, 1_000), gives([1]), waits(clock, 1_000), gives([2])),
    scriptedSupplier('late', waits(clock, 2_000), gives([2, 3])),
  ];
  const { finished, settled } = await runProvider(world, suppliers);
  await clock.advance(900);
  world.way.isCut = true;
  await clock.advance(awayMs);
  world.way.isCut = false;
  return { world, id, suppliers, finished, settled };
};

describe('a provider whose store is away for a while', () => {
  it('loses nothing, says nothing twice, and completes', async () => {
    const { world, id, finished } = await interrupted(2_000);
    await world.clock.advance(3_000);
    await finished;
    expect(world.statuses(id)).toBe(`requested processing${' result'.repeat(5)} completed`);
    expect(endsOf(world, id).toSorted()).toEqual(['early succeeded', 'late succeeded']);
    const offers = resultsOf(world, id).flatMap((result) =>
      result.offers.map(({ offer_id }) => `${result.supplier_id} ${offer_id}`),
    );
    expect(offers.toSorted()).toEqual(['early o1', 'early o2', 'late o2', 'late o3']);
    expect(completedOf(world, id).outcome).toBe('complete');
  });

  it('says nothing twice where others wrote while answers were lost', async () => {
    const world = searchWorld();
    const id = await world.request();
    const answer = deferred();
    const { finished } = await runProvider(world, [
      scriptedSupplier('held', holds(answer.promise), gives([1])),
    ]);
    world.write(id, 'noise');
    let wasLost = false;
    // The conflict and what was read arrive; that the second append was done does not.
    world.way.delay = async () => {
      if (wasLost || world.statuses(id) !== 'requested processing noise result') return;
      wasLost = true;
      world.way.losesAnswers = 1;
    };
    answer.resolve();
    await world.clock.advance(1_000);
    await finished;
    expect(resultsOf(world, id).filter(({ offers }) => offers.length > 0)).toHaveLength(1);
    expect(world.statuses(id)).toBe('requested processing noise result result completed');
  });

  it('gives up after ten seconds, asks nobody any longer, and leaves the search to others', async () => {
    const { world, id, suppliers, finished, settled } = await interrupted(20_000);
    await finished;
    expect(world.statuses(id)).not.toContain('completed');
    expect(suppliers.every(({ signals }) => signals[0]?.aborted)).toBe(true);
    expect(settled.isSettled).toBe(false);
    expect(world.clock.sleepers).toBe(0);
  });

  it('is not told twice that its own end was stored', async () => {
    const world = searchWorld();
    const id = await world.request();
    const answer = deferred();
    const supplier = scriptedSupplier('held', holds(answer.promise));
    const { finished, settled } = await runProvider(world, [supplier]);
    world.way.isCut = true;
    answer.resolve();
    await world.clock.advance(2_000);
    world.way.isCut = false;
    await world.clock.advance(1_000);
    await finished;
    expect(world.statuses(id)).toBe('requested processing result completed');
    expect(settled.isSettled).toBe(true);
  });
});
