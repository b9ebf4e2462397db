import { describe, expect, it } from '@jest/globals';
import { ResultAsync } from 'neverthrow';
import { BEGINNING } from '../../src/domain/search/position.ts';
import { follow } from '../support/follow.ts';
import { completedOf, endsOf, runProvider, SUPPLIER_TIMEOUT_MS } from '../support/run-provider.ts';
import { gives, scriptedSupplier, waits } from '../support/scripted-supplier.ts';
import { DEADLINE_MS, searchWorld } from '../support/search-world.ts';
import { wrongClock } from '../support/wrong-clock.ts';

describe.each([
  ['ahead', 40_000],
  ['behind', -40_000],
])('a machine whose clock is 40 seconds %s', (_how, aheadMs) => {
  it('lets its viewers see a search to its end, and closes none that has time left', async () => {
    const world = searchWorld();
    const id = await world.request();
    const viewer = await follow(world, id, BEGINNING, undefined, wrongClock(world.clock, aheadMs));
    await world.clock.advance(DEADLINE_MS - 1_000);
    expect(world.statuses(id)).toBe('requested');
    world.write(id, 'processing', '{}', 2);
    world.write(id, 'completed', '{}', 3);
    await viewer.ended;
    expect(viewer.told()).toMatch(/completed$/);
    expect(world.clock.sleepers).toBe(0);
  });

  it('closes a search a second after its deadline if nobody else does', async () => {
    const world = searchWorld();
    const id = await world.request();
    const viewer = await follow(world, id, BEGINNING, undefined, wrongClock(world.clock, aheadMs));
    await world.clock.advance(DEADLINE_MS + 1_000);
    await viewer.ended;
    expect(world.statuses(id)).toBe('requested completed');
  });

  it('gives suppliers their time', async () => {
    const world = searchWorld();
    const id = await world.request();
    const clock = wrongClock(world.clock, aheadMs);
    const slow = scriptedSupplier('slow', waits(world.clock, SUPPLIER_TIMEOUT_MS - 1), gives([1]));
    const { finished } = await runProvider(world, [slow], 'provider-1', clock);
    await world.clock.advance(SUPPLIER_TIMEOUT_MS);
    await finished;
    expect(endsOf(world, id)).toEqual(['slow succeeded']);
    expect(completedOf(world, id).outcome).toBe('complete');
  });

  it('leaves a second of the time of the search for its last word', async () => {
    const world = searchWorld();
    const id = await world.request();
    await world.clock.advance(DEADLINE_MS - 3_000);
    const clock = wrongClock(world.clock, aheadMs);
    const hanging = scriptedSupplier('hanging', waits(world.clock, 60_000), gives([1]));
    const { finished } = await runProvider(world, [hanging], 'provider-1', clock);
    await world.clock.advance(2_000);
    await finished;
    expect(endsOf(world, id)).toEqual(['hanging timed_out']);
  });
});

describe('a viewer whose gateway learned late how much time is left', () => {
  it('is told within two seconds of the deadline that its end will not come', async () => {
    const world = searchWorld();
    const id = await world.request();
    await world.clock.advance(DEADLINE_MS - 1_500);
    const left = world.deadlines.left.bind(world.deadlines);
    const late = async <T>(answer: T): Promise<T> => {
      await world.clock.sleep(800, new AbortController().signal);
      return answer;
    };
    world.deadlines.left = (of) => left(of).andThen((leftMs) => ResultAsync.fromSafePromise(late(leftMs)));
    const clock = wrongClock(world.clock, 40_000);
    const viewer = await follow(world, id, BEGINNING, undefined, clock);
    world.way.isCut = true;
    await world.clock.advance(3_500);
    await viewer.ended;
    expect(viewer.told()).toBe('requested fault:search_overdue');
    expect(world.clock.sleepers).toBe(0);
  });
});
