import { describe, expect, it } from '@jest/globals';
import { BEGINNING, toPosition } from '../../src/domain/search/position.ts';
import { readPage, tryToReadPage } from '../support/read-page.ts';
import { KEPT_AT_MOST_MS, searchWorld } from '../support/search-world.ts';

const WAIT_MS = 25_000;

const requested = async () => {
  const world = searchWorld();
  return { world, id: await world.request() };
};

describe('reading entries', () => {
  it('gives what lies there at once, and where the reader stands then', async () => {
    const { world, id } = await requested();
    const processing = world.write(id, 'processing', '{}', 2);
    const found = await readPage(world, id, BEGINNING, WAIT_MS);
    expect(found.entries.map(({ status }) => status)).toEqual(['requested', 'processing']);
    expect(found).toMatchObject({ position: processing, completed: false, reset: false });
    expect(world.listeners(id)).toBe(0);
  });

  it('gives nothing, and says the same position, where nothing lies there', async () => {
    const { world, id } = await requested();
    const { position: after } = await readPage(world, id);
    const found = await readPage(world, id, after);
    expect(found).toEqual({ entries: [], position: after, completed: false, reset: false });
  });

  it('waits where nothing lies there, and gives what comes as soon as it does', async () => {
    const { world, id } = await requested();
    const { position: after } = await readPage(world, id);
    const waiting = readPage(world, id, after, WAIT_MS);
    await world.clock.advance(5_000);
    world.write(id, 'processing', '{}', 2);
    expect((await waiting).entries.map(({ status }) => status)).toEqual(['processing']);
    expect(world.clock.sleepers).toBe(0);
    expect(world.listeners(id)).toBe(0);
  });

  it('finds within a second what no bell has rung for', async () => {
    const { world, id } = await requested();
    const { position: after } = await readPage(world, id);
    const waiting = readPage(world, id, after, WAIT_MS);
    await world.clock.advance(5_500);
    world.logs.get(id)?.write({ status: 'processing', payload: '{}', seq: 2 }, world.clock.now());
    await world.clock.advance(1_000);
    expect((await waiting).entries).toHaveLength(1);
  });

  it('looks at what it drops once, however often it looks', async () => {
    const { world, id } = await requested();
    const { position: after } = await readPage(world, id);
    world.write(id, 'noise', '{}', 2);
    const waiting = readPage(world, id, after, WAIT_MS);
    await world.clock.advance(5_500);
    world.write(id, 'processing', '{}', 3);
    expect((await waiting).entries.map(({ status }) => status)).toEqual(['processing']);
    expect(world.happenings.filter(({ type }) => type === 'entry_dropped')).toHaveLength(1);
  });

  it('answers a page at a time, and goes on, where others have written more before a gap than a search may hold', async () => {
    const { world, id } = await requested();
    const { position: after } = await readPage(world, id);
    world.write(id, 'processing', '{}', 2);
    for (let seq = 3; seq < 1_500; seq += 1) world.write(id, 'result', '{}', seq);
    const last = world.write(id, 'result', '{}', 1_500);
    const behindGap = world.write(id, 'result', '{}', 1_502);
    expect((await readPage(world, id, after)).entries.length).toBeLessThanOrEqual(100);
    expect(await readPage(world, id, last)).toMatchObject({ reset: false, position: behindGap });
  });

  it('gives nothing when the wait is over', async () => {
    const { world, id } = await requested();
    const { position: after } = await readPage(world, id);
    const waiting = readPage(world, id, after, WAIT_MS);
    await world.clock.advance(WAIT_MS);
    expect(await waiting).toEqual({ entries: [], position: after, completed: false, reset: false });
    expect(world.clock.sleepers).toBe(0);
  });

  it('ends a wait when the client leaves', async () => {
    const { world, id } = await requested();
    const { position: after } = await readPage(world, id);
    const leaving = new AbortController();
    const waiting = readPage(world, id, after, WAIT_MS, leaving.signal);
    await world.clock.settle();
    leaving.abort();
    expect((await waiting).entries).toEqual([]);
    expect(world.clock.sleepers).toBe(0);
    expect(world.listeners(id)).toBe(0);
  });

  it('says that the search is over with its last entry, and at once behind it', async () => {
    const { world, id } = await requested();
    const end = world.write(id, 'completed', '{}', 2);
    expect(await readPage(world, id)).toMatchObject({ position: end, completed: true });
    expect(await readPage(world, id, end, WAIT_MS)).toEqual({
      entries: [],
      position: end,
      completed: true,
      reset: false,
    });
  });

  it('gives everything, and says so, to a reader whose position is not there', async () => {
    const { world, id } = await requested();
    const processing = world.write(id, 'processing', '{}', 2);
    const found = await readPage(world, id, toPosition('1-1'), WAIT_MS);
    expect(found).toMatchObject({ reset: true, position: processing });
    expect(found.entries).toHaveLength(2);
    expect(world.happenings).toContainEqual({ type: 'viewer_reset', id });
  });

  it('passes over pages in which nothing counts', async () => {
    const { world, id } = await requested();
    const { position: after } = await readPage(world, id);
    for (let number = 0; number < 350; number += 1) world.write(id, 'noise');
    expect((await readPage(world, id, after)).entries).toEqual([]);
    world.write(id, 'processing');
    expect((await readPage(world, id, after)).entries.map(({ status }) => status)).toEqual(['processing']);
  });
});

describe('a reader of a search that is not held', () => {
  it('is told whether it can have been there', async () => {
    const world = searchWorld();
    const id = world.nextId();
    expect((await tryToReadPage(world, id))._unsafeUnwrapErr()).toEqual({ type: 'not_found' });
    await world.clock.advance(KEPT_AT_MOST_MS + 1);
    expect((await tryToReadPage(world, id))._unsafeUnwrapErr()).toEqual({ type: 'expired' });
  });

  it('does not wait in a stream that is no search, or was emptied', async () => {
    const { world, id } = await requested();
    const other = world.nextId();
    await world.stream.create(other, { status: 'completed', payload: '{}' }, 60_000);
    expect((await tryToReadPage(world, other, BEGINNING, WAIT_MS))._unsafeUnwrapErr()).toEqual({
      type: 'not_found',
    });
    for (const entry of world.entries(id).slice()) world.trim(id, entry.position);
    expect((await tryToReadPage(world, id, BEGINNING, WAIT_MS))._unsafeUnwrapErr()).toEqual({
      type: 'not_found',
    });
  });

  it('is told when the search vanishes while it waits', async () => {
    const { world, id } = await requested();
    const { position: after } = await readPage(world, id);
    const waiting = tryToReadPage(world, id, after, WAIT_MS);
    await world.clock.settle();
    await world.stream.expire(id, 0);
    await world.clock.advance(1_000);
    expect((await waiting)._unsafeUnwrapErr()).toEqual({ type: 'not_found' });
  });

  it('is told when the store is away', async () => {
    const { world, id } = await requested();
    world.way.isCut = true;
    expect((await tryToReadPage(world, id))._unsafeUnwrapErr().type).toBe('unavailable');
  });
});
