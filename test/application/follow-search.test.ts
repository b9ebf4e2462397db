import { describe, expect, it } from '@jest/globals';
import { BEGINNING, toPosition } from '../../src/domain/search/position.ts';
import { follow, following, givenTo } from '../support/follow.ts';
import { runProvider } from '../support/run-provider.ts';
import { gives, scriptedSupplier, waits } from '../support/scripted-supplier.ts';
import { KEPT_AT_MOST_MS, searchWorld } from '../support/search-world.ts';

const UNHEARD = new AbortController().signal;
const MISSING = toPosition('1-1');

/** A search that is over: requested, processing, five results, completed. */
const finishedSearch = async () => {
  const world = searchWorld();
  const { clock } = world;
  const id = await world.request();
  const suppliers = [
    scriptedSupplier('quick', gives([1]), gives([2])),
    scriptedSupplier('slow', waits(clock, 1_000), gives([3])),
  ];
  const { finished } = await runProvider(world, suppliers);
  await clock.advance(1_000);
  await finished;
  const stored = world.entries(id).map(({ seq: _seq, ...entry }) => entry);
  return { world, id, stored };
};

describe('following a search', () => {
  it('replays what lies there, and ends', async () => {
    const { world, id, stored } = await finishedSearch();
    const viewer = await follow(world, id);
    await viewer.ended;
    expect(givenTo(viewer)).toEqual(stored);
    expect(viewer.told()).toMatch(/^requested processing result .*completed$/);
  });

  it('gives every entry as soon as it is there', async () => {
    const world = searchWorld();
    const id = await world.request();
    const viewer = await follow(world, id);
    expect(viewer.told()).toBe('requested');
    for (const [status, seq] of [
      ['processing', 2],
      ['result', 3],
      ['completed', 4],
    ] as const) {
      world.write(id, status, '{}', seq);
      await world.clock.settle();
      expect(viewer.told()).toMatch(new RegExp(`${status}$`));
    }
    await viewer.ended;
  });

  it('gives what lies there and then what comes, each once', async () => {
    const world = searchWorld();
    const { clock } = world;
    const id = await world.request();
    const slow = scriptedSupplier('slow', gives([1]), waits(clock, 2_000), gives([2]));
    const { finished } = await runProvider(world, [slow]);
    const viewer = await follow(world, id);
    expect(viewer.told()).toBe('requested processing result');
    await clock.advance(2_000);
    await Promise.all([finished, viewer.ended]);
    expect(givenTo(viewer).map((entry) => entry.position)).toEqual(
      world.entries(id).map((entry) => entry.position),
    );
  });

  it('goes on from wherever a viewer stands', async () => {
    const { world, id, stored } = await finishedSearch();
    for (const [index, entry] of stored.slice(0, -1).entries()) {
      const viewer = await follow(world, id, entry.position);
      await viewer.ended;
      expect(givenTo(viewer)).toEqual(stored.slice(index + 1));
    }
  });

  it('is over for a viewer that stands on the end, and holds nothing for it', async () => {
    const { world, id, stored } = await finishedSearch();
    const end = stored.at(-1)?.position ?? BEGINNING;
    expect((await following(world)(id, end, UNHEARD))._unsafeUnwrap()).toEqual({ type: 'over' });
    expect(world.listeners(id)).toBe(0);
  });

  it('resets a viewer whose position is not there, and gives it everything', async () => {
    const { world, id, stored } = await finishedSearch();
    const viewer = await follow(world, id, MISSING);
    await viewer.ended;
    expect(viewer.told()).toMatch(/^reset requested processing /);
    expect(givenTo(viewer)).toEqual(stored);
    expect(world.happenings).toContainEqual({ type: 'viewer_reset', id });
  });

  it('resets a viewer that stands on what no reader can have been given', async () => {
    const world = searchWorld();
    const id = await world.request();
    const foreign = world.write(id, 'noise');
    const viewer = await follow(world, id, foreign);
    expect(viewer.told()).toBe('reset requested');
    viewer.leave();
  });

  it('gives the same to any number of viewers', async () => {
    const { world, id, stored } = await finishedSearch();
    const viewers = await Promise.all(Array.from({ length: 20 }, () => follow(world, id)));
    await Promise.all(viewers.map(({ ended }) => ended));
    for (const viewer of viewers) expect(givenTo(viewer)).toEqual(stored);
  });
});

const gapped = async () => {
  const world = searchWorld();
  const id = await world.request();
  for (let seq = 2; seq < 8; seq += 1) world.write(id, seq === 2 ? 'processing' : 'result', '{}', seq);
  const missing = world.entries(id)[4];
  if (missing !== undefined) world.trim(id, missing.position);
  return { world, id };
};

describe('a gap in a search', () => {
  it('resets a viewer once, and then is the truth', async () => {
    const { world, id } = await gapped();
    world.write(id, 'completed', '{}', 8);
    const viewer = await follow(world, id);
    await viewer.ended;
    expect(viewer.told()).toBe(
      'requested processing result result reset requested processing result result result result completed',
    );
  });

  it('does not reset a viewer a second time over one connection', async () => {
    const { world, id } = await gapped();
    const viewer = await follow(world, id);
    world.write(id, 'result', '{}', 20);
    world.write(id, 'completed', '{}', 30);
    await viewer.ended;
    expect(viewer.told().match(/reset/g)).toHaveLength(1);
    expect(viewer.told()).toMatch(/result completed$/);
    expect(world.listeners(id)).toBe(0);
  });
});

describe('a search that is not held', () => {
  it('is not found as long as it cannot have been forgotten, and has expired after that', async () => {
    const world = searchWorld();
    const id = world.nextId();
    const ask = () => following(world)(id, BEGINNING, UNHEARD);
    expect((await ask())._unsafeUnwrapErr()).toEqual({ type: 'not_found' });
    await world.clock.advance(KEPT_AT_MOST_MS + 1);
    expect((await ask())._unsafeUnwrapErr()).toEqual({ type: 'expired' });
  });

  it('is one whose stream does not begin like a search', async () => {
    const world = searchWorld();
    const id = world.nextId();
    await world.stream.create(id, { status: 'result', payload: '{}' }, 60_000);
    const followed = await following(world)(id, BEGINNING, UNHEARD);
    expect(followed._unsafeUnwrapErr()).toEqual({ type: 'not_found' });
    expect(world.listeners(id)).toBe(0);
  });
});
