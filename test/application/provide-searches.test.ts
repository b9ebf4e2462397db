import { describe, expect, it } from '@jest/globals';
import { provideSearches } from '../../src/application/provide-searches.ts';
import type { RunSearch } from '../../src/application/run-search.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { deferred } from '../support/deferred.ts';
import { searchWorld, type SearchWorld } from '../support/search-world.ts';

/** More than one provider works on at a time. */
const MANY = 300;
const MAX_RUNNING = 256;

const providing = (world: SearchWorld, runSearch: RunSearch) => {
  const draining = new AbortController();
  const stopping = new AbortController();
  const signals = { draining: draining.signal, stopping: stopping.signal };
  const state = { isOver: false };
  const over = (async () => {
    await provideSearches({ ...world, runSearch })(signals);
    state.isOver = true;
  })();
  return { draining, stopping, state, over };
};

/** Runs that take as long as the test wants. */
const heldRuns = () => {
  const runs: { readonly id: SearchId; readonly signal: AbortSignal; readonly end: () => void }[] = [];
  const runSearch: RunSearch = async (claim, signal) => {
    const run = deferred();
    runs.push({ id: claim.request.id, signal, end: run.resolve });
    await run.promise;
    await claim.settle();
  };
  return { runs, runSearch };
};

describe('a provider', () => {
  it('works on every request once, in the order in which they came', async () => {
    const world = searchWorld();
    const { runs, runSearch } = heldRuns();
    const { draining, over } = providing(world, runSearch);
    const ids = [await world.request(), await world.request()];
    await world.clock.settle();
    expect(runs.map(({ id }) => id)).toEqual(ids);
    for (const { end } of runs) end();
    draining.abort();
    await over;
    expect(runs).toHaveLength(2);
  });

  it('works on so many searches at a time and no more, and on the rest when there is room', async () => {
    const world = searchWorld();
    for (let number = 0; number < MANY; number += 1) await world.request();
    const { runs, runSearch } = heldRuns();
    const { draining, over } = providing(world, runSearch);
    while (runs.length < MAX_RUNNING) await world.clock.settle();
    await world.clock.settle();
    expect(runs).toHaveLength(MAX_RUNNING);
    for (const { end } of runs) end();
    while (runs.length < MANY) await world.clock.settle();
    for (const { end } of runs) end();
    draining.abort();
    await over;
    expect(new Set(runs.map(({ id }) => id)).size).toBe(MANY);
  });

  it('goes on with the others where one run crashes', async () => {
    const world = searchWorld();
    const crashing = await world.request();
    const error = new Error('a mistake');
    const { runs, runSearch } = heldRuns();
    const crashes: RunSearch = async (claim, signal) => {
      if (claim.request.id === crashing) throw error;
      await runSearch(claim, signal);
    };
    const { draining, over } = providing(world, crashes);
    await world.clock.settle();
    const other = await world.request();
    await world.clock.settle();
    expect(runs.map(({ id }) => id)).toEqual([other]);
    expect(world.happenings).toContainEqual({ type: 'run_crashed', id: crashing, error });
    for (const { end } of runs) end();
    draining.abort();
    await over;
  });

  it('that drains claims nothing more, and finishes what runs', async () => {
    const world = searchWorld();
    await world.request();
    const { runs, runSearch } = heldRuns();
    const { draining, state, over } = providing(world, runSearch);
    await world.clock.settle();
    draining.abort();
    await world.request();
    await world.clock.advance(5_000);
    expect(runs.map(({ signal }) => signal.aborted)).toEqual([false]);
    expect(state.isOver).toBe(false);
    for (const { end } of runs) end();
    await over;
    expect(runs).toHaveLength(1);
    expect(world.clock.sleepers).toBe(0);
  });

  it('that is stopped ends what runs', async () => {
    const world = searchWorld();
    await world.request();
    const heard: SearchId[] = [];
    const untilStopped: RunSearch = async (claim, signal) => {
      await world.clock.sleep(60_000, signal);
      heard.push(claim.request.id);
    };
    const { draining, stopping, over } = providing(world, untilStopped);
    await world.clock.settle();
    draining.abort();
    stopping.abort();
    await over;
    expect(heard).toHaveLength(1);
    expect(world.clock.sleepers).toBe(0);
  });
});
