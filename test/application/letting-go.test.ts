import { describe, expect, it } from '@jest/globals';
import type { Viewing } from '../../src/domain/ports/result-stream.ts';
import { BEGINNING } from '../../src/domain/search/position.ts';
import { deferred } from '../support/deferred.ts';
import { follow, following, stepsOf } from '../support/follow.ts';
import { DEADLINE_MS, searchWorld, type SearchWorld } from '../support/search-world.ts';

const requested = async () => {
  const world = searchWorld();
  return { world, id: await world.request() };
};

describe('a viewer that leaves', () => {
  it('leaves no bell and no timer behind while it waits', async () => {
    const { world, id } = await requested();
    const viewer = await follow(world, id);
    expect(world.listeners(id)).toBe(1);
    await world.clock.settle();
    viewer.leave();
    await viewer.ended;
    expect(world.clock.sleepers).toBe(0);
    expect(world.listeners(id)).toBe(0);
    expect(viewer.told()).toBe('requested');
  });

  it('leaves nothing behind when it ends the steps', async () => {
    const { world, id } = await requested();
    const { steps } = await stepsOf(world, id);
    await steps.next();
    await steps.return();
    expect(world.clock.sleepers).toBe(0);
    expect(world.listeners(id)).toBe(0);
  });

  it('leaves nothing behind when it ends them while it waits for one', async () => {
    const { world, id } = await requested();
    const { steps } = await stepsOf(world, id);
    await steps.next();
    const waiting = steps.next();
    await world.clock.settle();
    await steps.return();
    expect((await waiting).done).toBe(true);
    expect(world.clock.sleepers).toBe(0);
    expect(world.listeners(id)).toBe(0);
  });

  it('leaves nothing behind when it ends them before it took any', async () => {
    const { world, id } = await requested();
    const { steps } = await stepsOf(world, id);
    await steps.return();
    expect(world.clock.sleepers).toBe(0);
    expect(world.listeners(id)).toBe(0);
  });

  it('leaves nothing behind when the store is away', async () => {
    const { world, id } = await requested();
    const viewer = await follow(world, id);
    world.way.isCut = true;
    await world.clock.advance(3_000);
    viewer.leave();
    await viewer.ended;
    expect(world.clock.sleepers).toBe(0);
    expect(world.listeners(id)).toBe(0);
  });
});

/** How many viewings of a world are open. */
const countViewings = ({ stream }: SearchWorld): (() => number) => {
  const open = new Set<Viewing>();
  const view = stream.view.bind(stream);
  stream.view = (...request) =>
    view(...request).map((viewing) => {
      const dispose = viewing[Symbol.asyncDispose].bind(viewing);
      open.add(viewing);
      viewing[Symbol.asyncDispose] = async () => {
        open.delete(viewing);
        await dispose();
      };
      return viewing;
    });
  return () => open.size;
};

describe('a viewing', () => {
  it.each([
    ['was never taken a step of', 0],
    ['was taken a step of', 1],
  ])('is disposed when its steps are ended, if it %s', async (_how, taken) => {
    const { world, id } = await requested();
    const open = countViewings(world);
    const { steps } = await stepsOf(world, id);
    expect(open()).toBe(1);
    for (let step = 0; step < taken; step += 1) await steps.next();
    await steps.return();
    expect(open()).toBe(0);
  });

  it('is disposed when the search is over, lost or reset', async () => {
    const { world, id } = await requested();
    const open = countViewings(world);
    world.write(id, 'processing', '{}', 2);
    const viewers = await Promise.all([follow(world, id), follow(world, id)]);
    world.write(id, 'result', '{}', 4);
    await world.clock.settle();
    expect(viewers.map(({ told }) => told())).toEqual(
      viewers.map(() => 'requested processing reset requested processing result'),
    );
    expect(open()).toBe(2);
    world.write(id, 'completed', '{}', 5);
    await Promise.all(viewers.map(({ ended }) => ended));
    expect(open()).toBe(0);
  });

  it('is disposed where its first page after a gap comes when nobody waits for it any more', async () => {
    const { world, id } = await requested();
    const open = countViewings(world);
    const viewer = await follow(world, id);
    world.write(id, 'processing', '{}', 2);
    await world.clock.advance(DEADLINE_MS - 1_000);
    const late = deferred();
    let answers = 0;
    // What lies behind the gap, and the viewing from the beginning; not what it gives.
    world.way.delay = () => {
      answers += 1;
      return answers > 2 ? late.promise : Promise.resolve();
    };
    world.write(id, 'result', '{}', 4);
    await world.clock.advance(3_000);
    await viewer.ended;
    expect(viewer.told()).toBe('requested processing fault:search_overdue');
    late.resolve();
    await world.clock.settle();
    expect(open()).toBe(0);
  });

  it('is disposed where the viewer stands on the end, or the stream is no search', async () => {
    const { world, id } = await requested();
    const open = countViewings(world);
    const end = world.write(id, 'completed', '{}', 2);
    const other = world.nextId();
    await world.stream.create(other, { status: 'result', payload: '{}' }, 60_000);
    const unheard = new AbortController().signal;
    await following(world)(id, end, unheard);
    await following(world)(other, BEGINNING, unheard);
    expect(open()).toBe(0);
  });
});
