import { describe, expect, it } from '@jest/globals';
import { MAX_DEADLINES } from '../../src/adapters/deadlines/in-memory/in-memory-deadlines.ts';
import { MAX_REQUESTS } from '../../src/adapters/request-queue/in-memory/in-memory-request-queue.ts';
import { MAX_SEARCHES } from '../../src/adapters/result-stream/in-memory/search-logs.ts';
import { closeOverdue } from '../../src/application/close-overdue.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { REQUESTED } from '../support/flight-messages.ts';
import { DEADLINE_MS, searchWorld, TTL_MS, type SearchWorld } from '../support/search-world.ts';

const UNHEARD = new AbortController().signal;

const claimed = async ({ queue, clock }: SearchWorld) => {
  const claims = queue.claim(1, UNHEARD);
  await clock.advance(1_000);
  return (await claims)._unsafeUnwrap();
};

const due = async ({ deadlines }: SearchWorld): Promise<readonly SearchId[]> =>
  (await deadlines.due(10))._unsafeUnwrap();

const closeWhatIsDue = async (world: SearchWorld): Promise<void> => {
  const stopping = new AbortController();
  const closing = closeOverdue(world)(stopping.signal);
  await world.clock.settle();
  stopping.abort();
  await closing;
};

describe('requesting a search', () => {
  it('creates its stream, its request and its deadline', async () => {
    const world = searchWorld();
    const requested = (await world.tryToRequest())._unsafeUnwrap();
    const id = requested.search_id;
    expect(world.statuses(id)).toBe('requested');
    expect(world.messages(id)).toEqual([{ status: 'requested', payload: requested }]);
    const [claim] = await claimed(world);
    expect(claim?.request).toEqual({ id, payload: world.entries(id)[0]?.payload });
    expect(await due(world)).toEqual([]);
    await world.clock.advance(DEADLINE_MS);
    expect(await due(world)).toEqual([id]);
    expect(world.happenings).toEqual([{ type: 'search_requested', id }]);
  });

  it('says when it was requested, and when it is over at the latest', async () => {
    const world = searchWorld();
    const requested = (await world.tryToRequest())._unsafeUnwrap();
    expect(requested).toEqual({
      contract: 1,
      search_id: requested.search_id,
      criteria: REQUESTED.criteria,
      requested_at: new Date(world.clock.now()).toISOString(),
      deadline_at: new Date(world.clock.now() + DEADLINE_MS).toISOString(),
    });
  });

  it('creates nothing where no deadline can be set', async () => {
    const world = searchWorld();
    for (let number = 0; number < MAX_DEADLINES; number += 1) await world.deadlines.set(world.nextId(), 1e9);
    const requested = world.tryToRequest();
    await world.clock.advance(2_000);
    expect((await requested)._unsafeUnwrapErr().type).toBe('unavailable');
    await world.clock.advance(DEADLINE_MS);
    expect(await due(world)).toEqual([]);
    expect(await claimed(world)).toEqual([]);
    expect(world.happenings).toEqual([]);
  });

  it('leaves a deadline that is dropped when due where no stream can be created', async () => {
    const world = searchWorld();
    for (let number = 0; number < MAX_SEARCHES; number += 1) {
      await world.stream.create(world.nextId(), { status: 'requested', payload: '{}' }, TTL_MS);
    }
    const requested = world.tryToRequest();
    await world.clock.advance(2_000);
    expect((await requested)._unsafeUnwrapErr().type).toBe('unavailable');
    expect(await claimed(world)).toEqual([]);
    await world.clock.advance(DEADLINE_MS);
    expect(await due(world)).toHaveLength(1);
    await closeWhatIsDue(world);
    expect(await due(world)).toEqual([]);
  });

  it('leaves a search that its deadline ends where it cannot be queued', async () => {
    const world = searchWorld();
    for (let number = 0; number < MAX_REQUESTS; number += 1) {
      await world.queue.add({ id: world.nextId(), payload: '{}' });
    }
    expect((await world.tryToRequest())._unsafeUnwrapErr().type).toBe('unavailable');
    await world.clock.advance(DEADLINE_MS);
    const [id] = await due(world);
    if (id === undefined) throw new Error('nothing is due');
    expect(world.statuses(id)).toBe('requested');
    await closeWhatIsDue(world);
    expect(world.statuses(id)).toBe('requested completed');
    expect(await due(world)).toEqual([]);
  });

  it('is repeated when its answer is lost, and creates one search', async () => {
    const world = searchWorld();
    world.way.losesAnswers = 1;
    const requested = world.tryToRequest();
    await world.clock.advance(1_000);
    const id = (await requested)._unsafeUnwrap().search_id;
    expect(world.statuses(id)).toBe('requested');
    expect(await claimed(world)).toHaveLength(1);
  });

  it('waits a second for a store that is away, and then says so', async () => {
    const world = searchWorld();
    world.way.isCut = true;
    const requested = world.tryToRequest();
    await world.clock.advance(1_000);
    expect((await requested)._unsafeUnwrapErr().type).toBe('unavailable');
    expect(world.clock.sleepers).toBe(0);
    expect(await claimed(world)).toEqual([]);
  });
});
