import { describe, expect, it } from '@jest/globals';
import { readEntries } from '../../src/application/read-entries.ts';
import { BEGINNING, type Position, toPosition } from '../../src/domain/search/position.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { follow } from '../support/follow.ts';
import { completedOf } from '../support/run-provider.ts';
import { KEPT_AT_MOST_MS, searchWorld, type SearchWorld } from '../support/search-world.ts';

/** More than one poll looks at, and more than one look of a closer. */
const FLOOD = 25_000;
const MAX_POLLS = 50;
const FINAL = toPosition('18446744073709551615-0');

const flooded = async () => {
  const world = searchWorld();
  const id = await world.request();
  for (let count = 0; count < FLOOD; count += 1) world.logs.get(id)?.write(NOISE, world.clock.now());
  return { world, id };
};
const NOISE = { status: 'noise', payload: '{}', seq: undefined };

/** What a client is given that asks one gateway again and again, without ever waiting. */
const poller = (world: SearchWorld, id: SearchId) => {
  const read = readEntries({ ...world, keptAtMostMs: KEPT_AT_MOST_MS });
  const unheard = new AbortController().signal;
  return async (): Promise<{ readonly told: string; readonly polls: number }> => {
    let after: Position = BEGINNING;
    const told: string[] = [];
    for (let polls = 1; polls <= MAX_POLLS; polls += 1) {
      const page = (await read(id, { after, waitMs: 0 }, unheard))._unsafeUnwrap();
      if (page.reset) told.push('reset');
      told.push(...page.entries.map(({ status }) => status));
      if (page.completed) return { told: told.join(' '), polls };
      after = page.position;
    }
    throw new Error('it makes no progress');
  };
};

describe('a search that is flooded with what does not count', () => {
  it('is ended, once, by who closes it', async () => {
    const { world, id } = await flooded();
    expect((await world.closeSearch(id, 'timed_out')).isOk()).toBe(true);
    expect((await world.closeSearch(id, 'cancelled')).isOk()).toBe(true);
    expect(completedOf(world, id).outcome).toBe('timed_out');
    expect(world.entries(id)).toHaveLength(FLOOD + 2);
  });

  it('ends for a poller, each of whose polls looks only so far', async () => {
    const { world, id } = await flooded();
    await world.closeSearch(id, 'cancelled');
    const { told, polls } = await poller(world, id)();
    expect(told).toBe('requested completed');
    expect(polls).toBeGreaterThan(2);
    expect(polls).toBeLessThan(10);
  });

  it('ends for a viewer', async () => {
    const { world, id } = await flooded();
    const viewer = await follow(world, id);
    await world.closeSearch(id, 'cancelled');
    await viewer.ended;
    expect(viewer.told()).toBe('requested completed');
  });
});

describe('a search whose numbers leave gaps all over', () => {
  it('ends for a poller though it holds more than any search may', async () => {
    const world = searchWorld();
    const id = await world.request();
    world.write(id, 'processing', '{}', 2);
    for (let count = 1; count <= 1_500; count += 1) world.write(id, 'result', '{}', 2 + 2 * count);
    world.write(id, 'completed', '{}', 10_000);
    const { told } = await poller(world, id)();
    const held = told.split(' ').slice(told.split(' ').lastIndexOf('reset') + 1);
    expect(held).toHaveLength(1_503);
    expect(held.at(-1)).toBe('completed');
  });
});

describe('an entry at a final position', () => {
  it('ends a search for viewer, poller, closer and whoever comes back, without a completed', async () => {
    const world = searchWorld();
    const id = await world.request();
    const viewer = await follow(world, id);
    world.logs.get(id)?.write(NOISE, world.clock.now(), FINAL);
    world.logs.ring(id);
    await viewer.ended;
    expect(viewer.told()).toBe('requested completed');
    expect((await poller(world, id)()).told).toBe('requested completed');
    expect((await world.closeSearch(id, 'timed_out')).isOk()).toBe(true);
    expect(world.statuses(id)).toBe('requested noise');
    await expect(follow(world, id, FINAL)).rejects.toThrow('the search is over');
  });
});
