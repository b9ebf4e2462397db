import { describe, expect, it } from '@jest/globals';
import { closeOverdue } from '../../src/application/close-overdue.ts';
import { closeSearch } from '../../src/application/close-search.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { completedOf } from '../support/run-provider.ts';
import { DEADLINE_MS, searchWorld, type SearchWorld } from '../support/search-world.ts';

const closers = (world: SearchWorld, count = 1, deps: Parameters<typeof closeOverdue>[0] = world) => {
  const stopping = new AbortController();
  const closing = Array.from({ length: count }, () => closeOverdue(deps)(stopping.signal));
  return async () => {
    stopping.abort();
    await Promise.all(closing);
  };
};

const GRACE_MS = 5_000;
const RESULT = { status: 'result', payload: '{}', seq: undefined };

const due = async ({ deadlines }: SearchWorld): Promise<readonly SearchId[]> =>
  (await deadlines.due(1_000))._unsafeUnwrap();

describe('the closer', () => {
  it('ends a search that nobody has ended within half a second of its deadline', async () => {
    const world = searchWorld();
    const id = await world.request();
    const stop = closers(world);
    await world.clock.advance(DEADLINE_MS - 1);
    expect(world.statuses(id)).toBe('requested');
    await world.clock.advance(501);
    expect(completedOf(world, id).outcome).toBe('timed_out');
    expect(await due(world)).toEqual([]);
    await stop();
    expect(world.clock.sleepers).toBe(0);
  });

  it('ends it once, however many of them there are', async () => {
    const world = searchWorld();
    const id = await world.request();
    const stop = closers(world, 5);
    await world.clock.advance(DEADLINE_MS + 2_000);
    await stop();
    expect(world.statuses(id)).toBe('requested completed');
  });

  it('leaves alone what has ended, and forgets its deadline when it is due', async () => {
    const world = searchWorld();
    const id = await world.request();
    await world.closeSearch(id, 'cancelled');
    const stop = closers(world);
    await world.clock.advance(DEADLINE_MS + 500);
    await stop();
    expect(completedOf(world, id).outcome).toBe('cancelled');
    expect(await due(world)).toEqual([]);
  });

  it('drops the deadline of a search that is gone', async () => {
    const world = searchWorld();
    const id = await world.request();
    await world.stream.expire(id, 0);
    const stop = closers(world);
    await world.clock.advance(DEADLINE_MS + 500);
    await stop();
    expect(await due(world)).toEqual([]);
  });

  it('keeps due what it cannot reach, and ends it when the store is back', async () => {
    const world = searchWorld();
    const id = await world.request();
    const stop = closers(world);
    world.way.isCut = true;
    await world.clock.advance(DEADLINE_MS + 1_000);
    expect(await due(world)).toEqual([id]);
    expect(world.happenings).toContainEqual(expect.objectContaining({ type: 'store_unavailable' }));
    world.way.isCut = false;
    await world.clock.advance(500);
    await stop();
    expect(completedOf(world, id).outcome).toBe('timed_out');
    expect(await due(world)).toEqual([]);
  });

  it('ends hundreds that are due at once without a pause between', async () => {
    const world = searchWorld();
    const ids: SearchId[] = [];
    for (let number = 0; number < 250; number += 1) ids.push(await world.request());
    await world.clock.advance(DEADLINE_MS);
    const stop = closers(world);
    await world.clock.settle();
    await world.clock.settle();
    await stop();
    expect(ids.filter((id) => world.statuses(id) !== 'requested completed')).toEqual([]);
  });

  it('closes several at the same time, and only so many', async () => {
    const world = searchWorld();
    for (let number = 0; number < 40; number += 1) await world.request();
    let closing = 0;
    let most = 0;
    const counted: typeof world.closeSearch = (id, how) => {
      closing += 1;
      most = Math.max(most, closing);
      return world.closeSearch(id, how).map(() => {
        closing -= 1;
      });
    };
    const stop = closers(world, 1, { ...world, closeSearch: counted });
    await world.clock.advance(DEADLINE_MS);
    await stop();
    expect(most).toBe(16);
  });

  it('is not stopped by a search in which closing crashes, and does not try it for ever', async () => {
    const world = searchWorld();
    const crashing = await world.request();
    const id = await world.request();
    const error = new Error('a mistake');
    const ending: typeof world.ending = {
      ...world.ending,
      closingPayload: (log, ...rest) => {
        if (log.id === crashing) throw error;
        return world.ending.closingPayload(log, ...rest);
      },
    };
    const stop = closers(world, 1, { ...world, closeSearch: closeSearch({ ...world, ending }) });
    await world.clock.advance(DEADLINE_MS);
    await stop();
    expect(completedOf(world, id).outcome).toBe('timed_out');
    expect(world.happenings).toContainEqual({ type: 'close_crashed', id: crashing, error });
    expect(await due(world)).toEqual([]);
  });

  it('lets what a foreign provider completed go within the grace, as what it completed itself', async () => {
    const world = searchWorld();
    const ids = [await world.request(), await world.request()];
    world.write(ids[0] ?? world.nextId(), 'completed');
    const stop = closers(world, 1, { ...world, graceMs: GRACE_MS });
    await world.clock.advance(DEADLINE_MS + 500);
    expect(ids.map((id) => world.statuses(id))).toEqual(['requested completed', 'requested completed']);
    await world.clock.advance(GRACE_MS);
    expect(ids.map((id) => world.logs.get(id))).toEqual([undefined, undefined]);
    await stop();
  });

  it('removes what is no search, though nobody asks for it, and tells the journal', async () => {
    const world = searchWorld();
    const [stray, id] = [world.nextId(), await world.request()];
    world.logs.add(stray, Number.POSITIVE_INFINITY)?.write(RESULT, world.clock.now());
    const stop = closers(world);
    await world.clock.advance(1_000);
    await stop();
    expect(world.logs.get(stray)).toBeUndefined();
    expect(world.statuses(id)).toBe('requested');
    expect(world.happenings).toContainEqual({ type: 'strays_removed', count: 1 });
  });
});
