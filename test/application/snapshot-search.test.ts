import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { FoldedSearches } from '../../src/application/folded-searches.ts';
import { snapshotSearch } from '../../src/application/snapshot-search.ts';
import { initialView } from '../../src/domain/flights/view/search-view.ts';
import { viewFrom } from '../../src/domain/flights/view/snapshot.ts';
import { BEGINNING } from '../../src/domain/search/position.ts';
import { readEntries } from '../../src/application/read-entries.ts';
import { arbitraryResults } from '../support/arbitrary-results.ts';
import { COMPLETED, processingOf } from '../support/flight-messages.ts';
import { KEPT_AT_MOST_MS, searchWorld } from '../support/search-world.ts';

const snapshotIn = (world: ReturnType<typeof searchWorld>) =>
  snapshotSearch({ ...world, folded: new FoldedSearches(world), keptAtMostMs: KEPT_AT_MOST_MS });

test('a snapshot and what comes behind its position is the whole search, wherever it was taken', async () => {
  const noise = fc.constantFrom('noise', 'requested', 'processing');
  await fc.assert(
    fc.asyncProperty(
      arbitraryResults,
      fc.boolean(),
      fc.array(noise, { maxLength: 3 }),
      async (found, ends, foreign) => {
        const world = searchWorld();
        const { stream, ending } = world;
        const snapshotOf = snapshotIn(world);
        const take = async (id: Parameters<typeof stream.read>[0]) => (await snapshotOf(id))._unsafeUnwrap();
        const id = await world.request();
        const taken = [await take(id)];
        const say = async (status: string, payload: object): Promise<void> => {
          world.write(id, status, JSON.stringify({ ...payload, search_id: id }));
          for (const other of foreign) world.write(id, other);
          taken.push(await take(id));
        };
        await say('processing', processingOf('kestrel', 'meridian'));
        for (const { payload } of found) if (payload !== undefined) await say('result', payload);
        if (ends) await say('completed', COMPLETED);

        const behind = async (after: (typeof taken)[number]['position']) => {
          const request = { after, waitMs: 0 };
          const read = readEntries({ ...world, keptAtMostMs: KEPT_AT_MOST_MS });
          return (await read(id, request, new AbortController().signal))._unsafeUnwrap().entries;
        };
        const whole = ending.fold(initialView(), await behind(BEGINNING));
        for (const snapshot of taken) {
          expect(ending.fold(viewFrom(snapshot), await behind(snapshot.position))).toEqual(whole);
        }
      },
    ),
    { numRuns: 40 },
  );
});

describe('a snapshot', () => {
  it('survives being sent', async () => {
    const world = searchWorld();
    const id = await world.request();
    const taken = (await snapshotIn(world)(id))._unsafeUnwrap();
    expect(JSON.parse(JSON.stringify(taken))).toEqual(taken);
    expect(taken).toMatchObject({
      search_id: id,
      status: 'requested',
      position: world.entries(id)[0]?.position,
    });
  });

  it('of a search that is not held tells whether it can have been there', async () => {
    const world = searchWorld();
    const id = world.nextId();
    expect((await snapshotIn(world)(id))._unsafeUnwrapErr()).toEqual({ type: 'not_found' });
    await world.clock.advance(KEPT_AT_MOST_MS + 1);
    expect((await snapshotIn(world)(id))._unsafeUnwrapErr()).toEqual({ type: 'expired' });
  });

  it('cannot be taken where nobody understands what was requested', async () => {
    const world = searchWorld();
    const id = world.nextId();
    await world.stream.create(id, { status: 'requested', payload: '{"contract":2}' }, 60_000);
    expect((await snapshotIn(world)(id))._unsafeUnwrapErr()).toEqual({ type: 'not_found' });
  });

  it('cannot be taken while the store is away', async () => {
    const world = searchWorld();
    const id = await world.request();
    world.way.isCut = true;
    expect((await snapshotIn(world)(id))._unsafeUnwrapErr().type).toBe('unavailable');
  });
});
