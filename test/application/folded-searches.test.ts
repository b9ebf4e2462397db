import { describe, expect, it } from '@jest/globals';
import {
  FoldedSearches,
  MAX_HELD_BYTES,
  MAX_HELD_POSITIONS,
  MAX_HELD_SEARCHES,
} from '../../src/application/folded-searches.ts';
import type { Folding } from '../../src/application/search-log.ts';
import { BEGINNING } from '../../src/domain/search/position.ts';
import { deferred } from '../support/deferred.ts';
import { searchWorld } from '../support/search-world.ts';

/** Counts what is folded, so that nothing is folded twice unseen. */
const counting = () => {
  const folded: string[] = [];
  const folding: Folding<readonly string[]> = {
    initial: () => [],
    fold: (view, messages) => {
      const statuses = messages.map(({ status }) => status);
      folded.push(...statuses);
      return [...view, ...statuses];
    },
  };
  return { folded, folding };
};

const begun = async () => {
  const world = searchWorld();
  const { folded, folding } = counting();
  const searches = new FoldedSearches({ stream: world.stream, folding });
  const id = await world.request();
  world.write(id, 'processing', '{}', 2);
  const now = async () => (await searches.now(id))._unsafeUnwrap();
  return { world, searches, folded, id, now };
};

describe('a search that has been folded', () => {
  it('is not folded again: only what came since is', async () => {
    const { world, folded, id, now } = await begun();
    await now();
    world.write(id, 'result', '{}', 3);
    expect((await now()).view).toEqual(['requested', 'processing', 'result']);
    expect(folded).toEqual(['requested', 'processing', 'result']);
  });

  it('is the very same as long as nothing comes', async () => {
    const { now } = await begun();
    expect(await now()).toBe(await now());
  });

  it('is folded once for many who ask at once', async () => {
    const { searches, folded, id } = await begun();
    const all = await Promise.all(Array.from({ length: 20 }, () => searches.now(id)));
    expect(new Set(all.map((log) => log._unsafeUnwrap().view)).size).toBe(1);
    expect(folded).toEqual(['requested', 'processing']);
  });

  it('is told to nobody as it was before they asked', async () => {
    const { world, searches, id } = await begun();
    const held = deferred();
    world.way.delay = () => held.promise;
    const early = searches.now(id);
    world.write(id, 'result', '{}', 3);
    const late = searches.now(id);
    held.resolve();
    await early;
    expect((await late)._unsafeUnwrap().view).toContain('result');
  });

  it('is folded from the beginning where the store has lost what it held', async () => {
    const { world, id, now } = await begun();
    const last = world.write(id, 'result', '{}', 3);
    await now();
    world.trim(id, last);
    expect((await now()).view).toEqual(['requested', 'processing']);
  });

  it('is forgotten with its stream', async () => {
    const { world, searches, id, now } = await begun();
    await now();
    world.logs.delete(id);
    expect((await searches.now(id))._unsafeUnwrapErr().type).toBe('gone');
    expect(searches.size).toBe(0);
  });

  it('stays while the store is away', async () => {
    const { world, searches, folded, id, now } = await begun();
    await now();
    world.way.isCut = true;
    expect((await searches.now(id))._unsafeUnwrapErr().type).toBe('unavailable');
    world.way.isCut = false;
    await now();
    expect(folded).toEqual(['requested', 'processing']);
  });
});

describe('a search as of a position', () => {
  it('is as it was then, also where it was not looked at then', async () => {
    const { world, searches, id, now } = await begun();
    const position = world.entries(id)[1]?.position ?? BEGINNING;
    world.write(id, 'result', '{}', 3);
    await now();
    const then = (await searches.asOf(id, position))._unsafeUnwrap();
    expect(then).toMatchObject({ view: ['requested', 'processing'], position });
  });

  it('is not folded again where it was kept, for the last few positions', async () => {
    const { world, searches, folded, id, now } = await begun();
    const first = await now();
    searches.keep(first);
    for (let number = 0; number < MAX_HELD_POSITIONS; number += 1) {
      world.write(id, 'result', '{}');
      const log = await now();
      searches.keep(log);
      const before = folded.length;
      expect((await searches.asOf(id, log.position))._unsafeUnwrap()).toBe(log);
      expect(folded).toHaveLength(before);
    }
    const before = folded.length;
    expect((await searches.asOf(id, first.position))._unsafeUnwrap().view).toEqual(first.view);
    expect(folded.length).toBe(before + 2);
  });

  it('is not told where its entry is not there any more, though it is held', async () => {
    const { world, searches, id, now } = await begun();
    const position = world.write(id, 'result', '{}', 3);
    searches.keep(await now());
    world.trim(id, position);
    expect((await searches.asOf(id, position))._unsafeUnwrapErr().type).toBe('no_such_entry');
    expect((await searches.asOf(id, BEGINNING))._unsafeUnwrapErr().type).toBe('no_such_entry');
  });

  it('is gone with its stream', async () => {
    const { world, searches, id, now } = await begun();
    const { position } = await now();
    world.logs.delete(id);
    expect((await searches.asOf(id, position))._unsafeUnwrapErr().type).toBe('gone');
    expect(searches.size).toBe(0);
  });
});

describe('what is held of all searches', () => {
  it('is bounded in number, and the least recently used goes first', async () => {
    const world = searchWorld();
    const { folded, folding } = counting();
    const searches = new FoldedSearches({ stream: world.stream, folding });
    const first = await world.request();
    const second = await world.request();
    await searches.now(first);
    await searches.now(second);
    for (let number = 2; number < MAX_HELD_SEARCHES; number += 1) await searches.now(await world.request());
    await searches.now(first);
    await searches.now(await world.request());
    expect(searches.size).toBe(MAX_HELD_SEARCHES);
    folded.length = 0;
    await searches.now(first);
    expect(folded).toEqual([]);
    await searches.now(second);
    expect(folded).toEqual(['requested']);
  });

  it('is bounded in bytes', async () => {
    const world = searchWorld();
    const { folding } = counting();
    const searches = new FoldedSearches({ stream: world.stream, folding });
    const payload = JSON.stringify({ text: 'x'.repeat(60_000) });
    const each = MAX_HELD_BYTES / 4;
    for (let number = 0; number < 6; number += 1) {
      const id = await world.request();
      world.write(id, 'processing');
      for (let bytes = 0; bytes < each; bytes += payload.length) world.write(id, 'result', payload);
      await searches.now(id);
    }
    expect(searches.size).toBe(3);
  });

  it('is nothing of what was never there', async () => {
    const world = searchWorld();
    const searches = new FoldedSearches({ stream: world.stream, folding: counting().folding });
    expect((await searches.now(world.nextId()))._unsafeUnwrapErr().type).toBe('gone');
    expect(searches.size).toBe(0);
  });
});
