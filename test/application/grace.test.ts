import { describe, expect, it } from '@jest/globals';
import { follow, stepsOf } from '../support/follow.ts';
import { KEPT_AT_MOST_MS, searchWorld } from '../support/search-world.ts';

const GRACE_MS = 90_000;
const SHORT_GRACE_MS = 1_000;

const requested = async (completedTtlMs?: number) => {
  const world = searchWorld(completedTtlMs === undefined ? {} : { completedTtlMs });
  return { world, id: await world.request() };
};

describe('a completed search that is kept for a grace only', () => {
  it('is kept for a viewer that has not been given the end', async () => {
    const { world, id } = await requested(GRACE_MS);
    world.write(id, 'processing', '{}', 2);
    for (let seq = 3; seq < 400; seq += 1) world.write(id, 'result', '{}', seq);
    await world.closeSearch(id, 'cancelled');
    const { steps } = await stepsOf(world, id, undefined, GRACE_MS);
    let given = 0;
    for await (const step of steps) {
      given += step.type === 'entries' ? step.entries.length : 0;
      await world.clock.advance(GRACE_MS * 0.7);
    }
    expect(given).toBe(400);
  });

  it('is kept for one that does not read, however short the grace, and not for ever', async () => {
    const { world, id } = await requested(SHORT_GRACE_MS);
    await world.closeSearch(id, 'cancelled');
    const { steps } = await stepsOf(world, id, undefined, SHORT_GRACE_MS);
    await world.clock.advance(SHORT_GRACE_MS - 1);
    await steps.next();
    for (let stalled = 0; stalled < 30; stalled += 1) await world.clock.advance(SHORT_GRACE_MS);
    expect(world.logs.get(id)).toBeDefined();
    await world.clock.advance(KEPT_AT_MOST_MS);
    expect(world.logs.get(id)).toBeUndefined();
    await steps.return();
    expect(world.clock.sleepers).toBe(0);
  });

  it('is kept for the whole grace once the end was sent, for who has lost it on the way', async () => {
    const { world, id } = await requested(SHORT_GRACE_MS);
    const viewer = await follow(world, id, undefined, SHORT_GRACE_MS);
    await world.clock.advance(SHORT_GRACE_MS * 0.9);
    world.write(id, 'completed');
    await viewer.ended;
    await world.stream.expire(id, SHORT_GRACE_MS);
    await world.clock.advance(SHORT_GRACE_MS - 1);
    expect(world.logs.get(id)).toBeDefined();
    await world.clock.advance(1);
    expect(world.logs.get(id)).toBeUndefined();
  });

  it('is let go of when the grace is over', async () => {
    const { world, id } = await requested(GRACE_MS);
    await world.closeSearch(id, 'cancelled');
    const viewer = await follow(world, id, undefined, GRACE_MS);
    await viewer.ended;
    await world.clock.advance(GRACE_MS - 1);
    expect(world.logs.get(id)).toBeDefined();
    await world.clock.advance(1);
    expect(world.logs.get(id)).toBeUndefined();
  });
});

describe('a search for which there is no grace', () => {
  it('goes once its viewer has been given the end, and not before', async () => {
    const { world, id } = await requested();
    const { steps } = await stepsOf(world, id, undefined, 0);
    await steps.next();
    await world.closeSearch(id, 'cancelled');
    expect((await steps.next()).value).toMatchObject({ entries: [{ status: 'completed' }] });
    await world.clock.settle();
    expect(world.statuses(id)).toBe('requested completed');
    expect((await steps.next()).done).toBe(true);
    expect(world.logs.get(id)).toBeUndefined();
  });

  it('goes with the last of its viewers, and not before', async () => {
    const { world, id } = await requested();
    const slow = await stepsOf(world, id, undefined, 0);
    await slow.steps.next();
    const quick = await follow(world, id, undefined, 0);
    await world.closeSearch(id, 'cancelled');
    await quick.ended;
    expect(world.statuses(id)).toBe('requested completed');
    expect((await slow.steps.next()).value).toMatchObject({ entries: [{ status: 'completed' }] });
    await slow.steps.next();
    expect(world.logs.get(id)).toBeUndefined();
  });

  it('stays where its viewer leaves before it has taken the end', async () => {
    const { world, id } = await requested();
    await world.closeSearch(id, 'cancelled');
    const { steps } = await stepsOf(world, id, undefined, 0);
    await steps.next();
    await steps.return();
    expect(world.logs.get(id)).toBeDefined();
  });

  it('is not touched while it goes on', async () => {
    const { world, id } = await requested();
    const viewer = await follow(world, id, undefined, 0);
    await world.clock.advance(10_000);
    expect(world.statuses(id)).toBe('requested');
    viewer.leave();
    await viewer.ended;
  });

  it('is told to the journal where it cannot be let go of', async () => {
    const { world, id } = await requested();
    await world.closeSearch(id, 'cancelled');
    const { steps } = await stepsOf(world, id, undefined, 0);
    await steps.next();
    world.way.isCut = true;
    await steps.next();
    expect(world.happenings).toContainEqual(
      expect.objectContaining({ type: 'store_unavailable', during: 'retain' }),
    );
  });
});
