import { describe, expect, it } from '@jest/globals';
import { SEARCH_LIMITS } from '../../src/domain/search/decide.ts';
import { BEGINNING, type Position } from '../../src/domain/search/position.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { readPage } from '../support/read-page.ts';
import { searchWorld, type SearchWorld } from '../support/search-world.ts';

const WAIT_MS = 25_000;

const requested = async () => {
  const world = searchWorld();
  return { world, id: await world.request() };
};

/** What a client holds that polls until the search is over; it drops what it holds at every reset. */
const polled = async (world: SearchWorld, id: SearchId, mostPolls = 100) => {
  let held: Position[] = [];
  let after: Position = BEGINNING;
  let [polls, resets] = [0, 0];
  for (let completed = false; !completed; polls += 1) {
    if (polls > mostPolls) throw new Error('it never ends');
    const found = await readPage(world, id, after);
    if (found.reset) [held, resets] = [[], resets + 1];
    held.push(...found.entries.map((entry) => entry.position));
    ({ completed, position: after } = found);
  }
  return { held, polls, resets };
};

const filled = async (results: number, payload = '{}') => {
  const { world, id } = await requested();
  world.write(id, 'processing', '{}', 2);
  for (let seq = 3; seq < results + 3; seq += 1) world.write(id, 'result', payload, seq);
  world.write(id, 'completed', '{}', results + 3);
  const held = () => world.entries(id).map((entry) => entry.position);
  const trim = (...indices: readonly number[]) => {
    for (const at of indices.map((index) => held()[index] ?? BEGINNING)) world.trim(id, at);
  };
  return { world, id, held, trim };
};

describe('a reader that polls', () => {
  it('gets everything once, page by page', async () => {
    const { world, id, held } = await filled(250);
    expect(await polled(world, id)).toEqual({ held: held(), polls: 3, resets: 0 });
  });

  it.each([
    ['in the middle of a page', [50]],
    ['at the end of a page', [99]],
    ['at the beginning of a page', [100]],
    ['at several pages', [40, 99, 150, 200, 201]],
    ['just before the end', [251]],
  ])('gets everything in the end where entries are missing %s', async (_where, missing) => {
    const { world, id, held, trim } = await filled(250);
    trim(...missing);
    const found = await polled(world, id);
    expect(found.held).toEqual(held());
    expect(found.resets).toBeGreaterThan(0);
    expect(found.resets).toBeLessThanOrEqual(missing.length);
  });

  it('gets everything of the largest search, of whose pages none is full, where its last result is missing', async () => {
    const large = JSON.stringify({ text: 'x'.repeat(41 * 1_024) });
    const results = Math.floor(SEARCH_LIMITS.bytes / large.length) - 1;
    const { world, id, held, trim } = await filled(results, large);
    trim(results + 1);
    expect(await polled(world, id, results)).toMatchObject({ held: held(), resets: 1 });
  });

  it('comes to the end where more than a page of what does not count lies behind the gap', async () => {
    const large = JSON.stringify({ text: 'x'.repeat(41 * 1_024) });
    const { world, id, held, trim } = await filled(7, large);
    const [first, last] = [held().at(0), held().at(-1)];
    // Without it no result counts, and each page holds one or two of them.
    trim(1);
    expect(await polled(world, id)).toMatchObject({ held: [first, last], resets: 1 });
  });

  it('waits like any other where behind a gap nothing counts yet', async () => {
    const { world, id } = await requested();
    const processing = world.write(id, 'processing', '{}', 2);
    world.write(id, 'noise', '{}', 4);
    const waiting = readPage(world, id, processing, WAIT_MS);
    await world.clock.advance(10_000);
    world.write(id, 'result', '{}', 5);
    const found = await waiting;
    expect(found.reset).toBe(true);
    expect(found.entries.map(({ status }) => status)).toEqual(['requested', 'processing', 'result']);
    expect(await readPage(world, id, found.position)).toMatchObject({ entries: [], reset: false });
  });
});
