import { describe, expect, it } from '@jest/globals';
import { follow, givenTo, stepsOf } from '../support/follow.ts';
import { completedOf } from '../support/run-provider.ts';
import { DEADLINE_MS, searchWorld } from '../support/search-world.ts';

const followed = async () => {
  const world = searchWorld();
  const id = await world.request();
  world.write(id, 'processing', '{}', 2);
  const viewer = await follow(world, id);
  return { world, id, viewer };
};

describe('a viewer whose store is away', () => {
  it('goes on where it was when the store is back in time', async () => {
    const { world, id, viewer } = await followed();
    world.way.isCut = true;
    world.write(id, 'result', '{}', 3);
    await world.clock.advance(9_000);
    expect(viewer.told()).toBe('requested processing');
    world.way.isCut = false;
    world.write(id, 'completed', '{}', 4);
    await world.clock.advance(1_000);
    await viewer.ended;
    expect(viewer.told()).toBe('requested processing result completed');
  });

  it('is told after ten seconds, and may come back', async () => {
    const { world, id, viewer } = await followed();
    world.way.isCut = true;
    await world.clock.advance(12_000);
    await viewer.ended;
    expect(viewer.steps.at(-1)).toEqual({ type: 'fault', code: 'store_unavailable', retryable: true });
    expect(world.happenings).toContainEqual({ type: 'viewer_faulted', id, code: 'store_unavailable' });
    expect(world.clock.sleepers).toBe(0);
    expect(world.listeners(id)).toBe(0);
  });

  it('is told within two seconds of the deadline though an answer that it waits for never comes', async () => {
    const { world, viewer } = await followed();
    await world.clock.advance(DEADLINE_MS - 1_000);
    world.way.delay = () => new Promise(() => undefined);
    await world.clock.advance(3_000);
    await viewer.ended;
    expect(viewer.told()).toBe('requested processing fault:search_overdue');
    expect(world.clock.sleepers).toBe(0);
  });

  it('is not told at the first failure because it took long over the page before', async () => {
    const world = searchWorld();
    const id = await world.request();
    const { steps } = await stepsOf(world, id);
    await steps.next();
    await world.clock.advance(11_000);
    world.way.losesAnswers = 1;
    const next = steps.next();
    await world.clock.settle();
    world.write(id, 'processing', '{}', 2);
    await world.clock.advance(1_000);
    expect((await next).value).toMatchObject({ type: 'entries', entries: [{ status: 'processing' }] });
    await steps.return();
  });
});

describe('a viewer whose search vanishes', () => {
  it('is told that it is lost', async () => {
    const { world, id, viewer } = await followed();
    await world.stream.expire(id, 0);
    await world.clock.advance(1_000);
    await viewer.ended;
    expect(viewer.steps.at(-1)).toEqual({ type: 'fault', code: 'search_lost', retryable: false });
    expect(world.clock.sleepers).toBe(0);
  });
});

describe('a search that nobody ends', () => {
  it('is closed by its viewer a second after its deadline', async () => {
    const { world, id, viewer } = await followed();
    await world.clock.advance(DEADLINE_MS + 999);
    expect(viewer.told()).toBe('requested processing');
    await world.clock.advance(1);
    await viewer.ended;
    expect(viewer.told()).toBe('requested processing completed');
    expect(completedOf(world, id).outcome).toBe('timed_out');
    expect(world.clock.sleepers).toBe(0);
  });

  it('is closed by its viewer although the first attempt fails', async () => {
    const { world, viewer } = await followed();
    await world.clock.advance(DEADLINE_MS + 900);
    world.way.isCut = true;
    await world.clock.advance(300);
    world.way.isCut = false;
    await world.clock.advance(800);
    await viewer.ended;
    expect(viewer.told()).toBe('requested processing completed');
  });

  it('is overdue within two seconds of its deadline where it cannot be closed', async () => {
    const { world, id, viewer } = await followed();
    await world.clock.advance(DEADLINE_MS - 1_000);
    world.way.isCut = true;
    await world.clock.advance(3_000);
    await viewer.ended;
    expect(viewer.steps.at(-1)).toEqual({ type: 'fault', code: 'search_overdue', retryable: true });
    expect(world.clock.sleepers).toBe(0);
    expect(world.listeners(id)).toBe(0);
  });

  it('is overdue, too, where the store does not even answer', async () => {
    const { world, viewer } = await followed();
    const stuck = new Promise<void>(() => undefined);
    let answers = 0;
    await world.clock.advance(DEADLINE_MS + 999);
    // Readers are answered that read pages; the closer, which comes first, is not.
    world.way.delay = () => {
      answers += 1;
      return answers === 1 ? stuck : Promise.resolve();
    };
    await world.clock.advance(2_000);
    await viewer.ended;
    expect(viewer.told()).toBe('requested processing fault:search_overdue');
  });
});

describe('a viewer that comes long after the deadline', () => {
  it('is given everything, however long it takes over it', async () => {
    const world = searchWorld();
    const id = await world.request();
    world.write(id, 'processing', '{}', 2);
    for (let seq = 3; seq < 250; seq += 1) world.write(id, 'result', '{}', seq);
    await world.closeSearch(id, 'cancelled');
    await world.clock.advance(DEADLINE_MS * 2);
    const { steps } = await stepsOf(world, id);
    let given = 0;
    for await (const step of steps) {
      expect(step.type).toBe('entries');
      given += step.type === 'entries' ? step.entries.length : 0;
      await world.clock.advance(5_000);
    }
    expect(given).toBe(world.entries(id).length);
  });
});

describe('a mistake in closing', () => {
  it('reaches whoever takes the steps', async () => {
    const world = searchWorld();
    const id = await world.request();
    const error = new Error('a mistake');
    const closeSearch: typeof world.closeSearch = () => {
      throw error;
    };
    const viewer = await follow({ ...world, closeSearch }, id);
    const thrown = expect(viewer.ended).rejects.toBe(error);
    await world.clock.advance(DEADLINE_MS + 1_000);
    await thrown;
    expect(givenTo(viewer)).toHaveLength(1);
    expect(world.listeners(id)).toBe(0);
  });
});
