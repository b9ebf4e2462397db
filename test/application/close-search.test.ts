import { describe, expect, it } from '@jest/globals';
import { cancelSearch } from '../../src/application/cancel-search.ts';
import { readLog } from '../../src/application/search-log.ts';
import { processingOf, resultOf } from '../support/flight-messages.ts';
import { completedOf, runProvider } from '../support/run-provider.ts';
import { hangs, scriptedSupplier } from '../support/scripted-supplier.ts';
import { KEPT_AT_MOST_MS, searchWorld } from '../support/search-world.ts';

const cancelIn = (world: ReturnType<typeof searchWorld>) =>
  cancelSearch({ ...world, keptAtMostMs: KEPT_AT_MOST_MS });

describe('closing a search', () => {
  it('completes it where nobody has begun to work on it', async () => {
    const world = searchWorld();
    const id = await world.request();
    await world.clock.advance(1_000);
    expect((await world.closeSearch(id, 'timed_out')).isOk()).toBe(true);
    expect(world.statuses(id)).toBe('requested completed');
    expect(completedOf(world, id)).toEqual({
      search_id: id,
      outcome: 'timed_out',
      suppliers: [],
      totals: { offers: 0, itineraries: 0, results: 0 },
      duration_ms: 1_000,
    });
  });

  it('says what was found until then, and which suppliers had not answered', async () => {
    const world = searchWorld();
    const id = await world.request();
    world.write(id, 'processing', JSON.stringify({ ...processingOf('done', 'open'), search_id: id }), 2);
    world.write(id, 'result', JSON.stringify(resultOf('done', 'succeeded', [1, 2], { search_id: id })), 3);
    await world.closeSearch(id, 'timed_out');
    expect(completedOf(world, id)).toMatchObject({
      outcome: 'timed_out',
      totals: { offers: 2 },
      suppliers: [
        { supplier_id: 'done', status: 'succeeded', offers: 2 },
        { supplier_id: 'open', status: 'timed_out', offers: 0 },
      ],
    });
  });

  it('is a success where the search is over already, and leaves it as it was', async () => {
    const world = searchWorld();
    const id = await world.request();
    await world.closeSearch(id, 'cancelled');
    expect((await world.closeSearch(id, 'timed_out')).isOk()).toBe(true);
    expect(completedOf(world, id).outcome).toBe('cancelled');
    expect(world.happenings.filter(({ type }) => type === 'search_completed')).toEqual([
      { type: 'search_completed', id, by: 'client' },
    ]);
  });

  it('completes it once, however many try at the same moment, and a provider with them', async () => {
    const world = searchWorld();
    const id = await world.request();
    const { finished } = await runProvider(world, [scriptedSupplier('hanging', hangs())]);
    let answers = 0;
    // Answers overtake each other, so that everybody reads before anybody appends.
    world.way.delay = async () => {
      answers += 1;
      for (let turn = 0; turn < (answers * 7) % 5; turn += 1) await Promise.resolve();
    };
    const closing = Array.from({ length: 5 }, (_, index) =>
      world.closeSearch(id, index % 2 === 0 ? 'timed_out' : 'cancelled'),
    );
    for (const closed of await Promise.all(closing)) expect(closed.isOk()).toBe(true);
    await world.clock.advance(10_000);
    await finished;
    expect(world.statuses(id)).toBe('requested processing completed');
  });

  it('works where nobody understands what was requested', async () => {
    const world = searchWorld();
    const id = world.nextId();
    await world.stream.create(id, { status: 'requested', payload: '{"contract":2}' }, 60_000);
    await world.closeSearch(id, 'timed_out');
    expect(world.entries(id).at(-1)).toMatchObject({
      status: 'completed',
      payload: JSON.stringify({ search_id: id, outcome: 'timed_out' }),
    });
  });

  it('works where foreign results name more suppliers than one message can hold', async () => {
    const world = searchWorld();
    const id = await world.request();
    world.write(id, 'processing', JSON.stringify({ ...processingOf('ours'), search_id: id }), 2);
    for (let number = 0; number < 900; number += 1) {
      const supplier = `${'foreign'.repeat(8)}${number}`;
      world.write(id, 'result', JSON.stringify(resultOf(supplier, 'succeeded', [], { search_id: id })));
    }
    expect((await world.closeSearch(id, 'timed_out')).isOk()).toBe(true);
    const { outcome, suppliers } = completedOf(world, id);
    expect(outcome).toBe('timed_out');
    expect(suppliers).toHaveLength(100);
    expect(suppliers[0]?.supplier_id).toBe('ours');
  });

  it('tells where the search is gone or has been emptied', async () => {
    const world = searchWorld();
    expect((await world.closeSearch(world.nextId(), 'timed_out'))._unsafeUnwrapErr().type).toBe('gone');
    const id = await world.request();
    for (const { position } of world.entries(id).slice()) world.trim(id, position);
    expect((await world.closeSearch(id, 'timed_out'))._unsafeUnwrapErr().type).toBe('gone');
  });

  it('is numbered behind foreign entries, so that readers find no gap', async () => {
    const world = searchWorld();
    const id = await world.request();
    world.write(id, 'noise');
    await world.closeSearch(id, 'cancelled');
    expect(world.entries(id).map(({ seq }) => seq)).toEqual([1, undefined, 3]);
    const log = (await readLog(world.stream, id, world.ending))._unsafeUnwrap();
    expect(log.session.phase).toBe('completed');
  });
});

describe('a client that cancels', () => {
  it('ends its search, and may repeat it', async () => {
    const world = searchWorld();
    const id = await world.request();
    for (let times = 0; times < 2; times += 1) expect((await cancelIn(world)(id)).isOk()).toBe(true);
    expect(completedOf(world, id).outcome).toBe('cancelled');
    expect(world.statuses(id)).toBe('requested completed');
  });

  it('is told whether the search can have been there', async () => {
    const world = searchWorld();
    const id = world.nextId();
    expect((await cancelIn(world)(id))._unsafeUnwrapErr().type).toBe('not_found');
    await world.clock.advance(KEPT_AT_MOST_MS + 1);
    expect((await cancelIn(world)(id))._unsafeUnwrapErr().type).toBe('expired');
  });

  it('is told when the store is away', async () => {
    const world = searchWorld();
    const id = await world.request();
    world.way.isCut = true;
    expect((await cancelIn(world)(id))._unsafeUnwrapErr().type).toBe('unavailable');
  });
});
