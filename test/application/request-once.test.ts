import { describe, expect, it } from '@jest/globals';
import { InMemoryIdempotencyKeys } from '../../src/adapters/idempotency-keys/in-memory/in-memory-idempotency-keys.ts';
import { parseMessage } from '../../src/adapters/wire/parse-message.ts';
import { requestOnce } from '../../src/application/request-once.ts';
import { requestSearch, type RequestSearch } from '../../src/application/request-search.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { REQUESTED } from '../support/flight-messages.ts';
import { DEADLINE_MS, searchWorld, TTL_MS } from '../support/search-world.ts';
import { wrongClock } from '../support/wrong-clock.ts';

const UNHEARD = new AbortController().signal;
const REPEAT = { key: 'key', fingerprint: 'fingerprint' };
const { criteria } = REQUESTED;

/** Two gateways on one store. */
const onceWorld = () => {
  const world = searchWorld();
  const keys = new InMemoryIdempotencyKeys(world.clock);
  const { nextId, deps } = world;
  const creating = requestSearch({ ...deps, nextId, deadlineMs: DEADLINE_MS, ttlMs: TTL_MS });
  const once = requestOnce({
    ...deps,
    closeSearch: world.closeSearch,
    requestSearch: creating,
    keys,
    parseMessage,
    nextId,
  });
  const searches = (): number => world.happenings.filter(({ type }) => type === 'search_requested').length;
  return { ...world, keys, creating, once, searches };
};

describe('a request that may be repeated', () => {
  it('creates a search each time where nothing says that it is the same', async () => {
    const { once, searches } = onceWorld();
    await once(criteria, undefined, UNHEARD);
    await once(criteria, undefined, UNHEARD);
    expect(searches()).toBe(2);
  });

  it('creates one search, and is told of it again', async () => {
    const { once, searches } = onceWorld();
    const first = (await once(criteria, REPEAT, UNHEARD))._unsafeUnwrap();
    const second = (await once(criteria, REPEAT, UNHEARD))._unsafeUnwrap();
    expect(first.repeated).toBe(false);
    expect(second).toEqual({ requested: first.requested, repeated: true });
    expect(searches()).toBe(1);
  });

  it('creates one search where many arrive at once', async () => {
    const { once, searches, clock } = onceWorld();
    const asked = Promise.all(Array.from({ length: 10 }, () => once(criteria, REPEAT, UNHEARD)));
    await clock.advance(1_000);
    const ids = (await asked).map((answer) => answer._unsafeUnwrap().requested.search_id);
    expect(new Set(ids).size).toBe(1);
    expect(searches()).toBe(1);
  });

  it('is refused where its key stands for other criteria', async () => {
    const { once, searches } = onceWorld();
    await once(criteria, REPEAT, UNHEARD);
    const other = await once(criteria, { ...REPEAT, fingerprint: 'another' }, UNHEARD);
    expect(other._unsafeUnwrapErr()).toEqual({ type: 'mismatch' });
    expect(searches()).toBe(1);
  });

  it('is told that its search is no longer kept', async () => {
    const { once, clock, searches } = onceWorld();
    await once(criteria, REPEAT, UNHEARD);
    await clock.advance(TTL_MS);
    expect((await once(criteria, REPEAT, UNHEARD))._unsafeUnwrapErr()).toEqual({ type: 'expired' });
    expect(searches()).toBe(1);
  });

  it('waits for the one who is creating its search', async () => {
    const { once, clock, keys, nextId, stream } = onceWorld();
    const holder = { id: nextId(), fingerprint: REPEAT.fingerprint, created: false };
    await keys.hold(REPEAT.key, holder);
    const asked = once(criteria, REPEAT, UNHEARD);
    await clock.advance(1_000);
    const requested = { ...REQUESTED, search_id: holder.id };
    await stream.create(holder.id, { status: 'requested', payload: JSON.stringify(requested) }, TTL_MS);
    await keys.hold(REPEAT.key, { ...holder, created: true }, holder);
    await clock.advance(1_000);
    expect((await asked)._unsafeUnwrap()).toEqual({ requested, repeated: true });
  });

  it('requests the search of one who died before it did', async () => {
    const { once, clock, keys, nextId, stream, queue } = onceWorld();
    const dead = { id: nextId(), fingerprint: REPEAT.fingerprint, created: false };
    await keys.hold(REPEAT.key, dead);
    const payload = JSON.stringify({ ...REQUESTED, search_id: dead.id });
    await stream.create(dead.id, { status: 'requested', payload }, TTL_MS);
    const asked = once(criteria, REPEAT, UNHEARD);
    await clock.advance(5_000);
    expect((await asked)._unsafeUnwrap()).toMatchObject({
      repeated: true,
      requested: { search_id: dead.id },
    });
    const [claim] = (await queue.claim(1, UNHEARD))._unsafeUnwrap();
    expect(claim?.request).toEqual({ id: dead.id, payload });
  });

  it('takes over from one who died before it created its search', async () => {
    const { once, clock, keys, nextId, searches } = onceWorld();
    const dead = { id: nextId(), fingerprint: REPEAT.fingerprint, created: false };
    await keys.hold(REPEAT.key, dead);
    const asked = Promise.all([once(criteria, REPEAT, UNHEARD), once(criteria, REPEAT, UNHEARD)]);
    await clock.advance(5_000);
    const [one, other] = (await asked).map((answer) => answer._unsafeUnwrap());
    expect(one?.requested.search_id).toBe(other?.requested.search_id);
    expect(one?.requested.search_id).not.toBe(dead.id);
    expect(new Set([one?.repeated, other?.repeated])).toEqual(new Set([false, true]));
    expect(searches()).toBe(1);
  });

  it.each([
    ['ahead', 40_000],
    ['behind', -40_000],
  ])('leaves a living creator its time on a gateway whose clock is 40 seconds %s', async (_how, aheadMs) => {
    const world = onceWorld();
    const { clock, keys, nextId, searches, creating } = world;
    const wrong = requestOnce({
      ...world,
      requestSearch: creating,
      parseMessage,
      clock: wrongClock(clock, aheadMs),
    });
    const holder = { id: nextId(), fingerprint: REPEAT.fingerprint, created: false };
    await keys.hold(REPEAT.key, holder);
    const asked = wrong(criteria, REPEAT, UNHEARD);
    await clock.advance(2_900);
    expect(searches()).toBe(0);
    await clock.advance(1_000);
    expect((await asked)._unsafeUnwrap().repeated).toBe(false);
    expect(searches()).toBe(1);
  });

  it('tells of the search of whoever took its key meanwhile, and ends its own', async () => {
    const world = onceWorld();
    const { stream, keys, nextId, creating, statuses } = world;
    const other = { id: nextId(), fingerprint: REPEAT.fingerprint, created: true };
    const requested = { ...REQUESTED, search_id: other.id };
    await stream.create(other.id, { status: 'requested', payload: JSON.stringify(requested) }, TTL_MS);
    const own: SearchId[] = [];
    const takenMeanwhile: RequestSearch = (asked, signal, id) =>
      creating(asked, signal, id).andThen((made) => {
        own.push(made.search_id);
        const dead = { id: made.search_id, fingerprint: REPEAT.fingerprint, created: false };
        return keys.hold(REPEAT.key, other, dead).map(() => made);
      });
    const once = requestOnce({ ...world, requestSearch: takenMeanwhile, parseMessage });
    expect((await once(criteria, REPEAT, UNHEARD))._unsafeUnwrap()).toEqual({ requested, repeated: true });
    expect(own.map(statuses)).toEqual(['requested completed']);
  });

  it('may be repeated where the store was away', async () => {
    const { once, clock, way, queue } = onceWorld();
    way.isCut = true;
    const refused = once(criteria, REPEAT, UNHEARD);
    await clock.advance(5_000);
    expect((await refused)._unsafeUnwrapErr().type).toBe('unavailable');
    way.isCut = false;
    const asked = once(criteria, REPEAT, UNHEARD);
    await clock.advance(5_000);
    const { search_id } = (await asked)._unsafeUnwrap().requested;
    const [claim] = (await queue.claim(1, UNHEARD))._unsafeUnwrap();
    expect(claim?.request.id).toBe(search_id);
  });

  it('leaves with its client', async () => {
    const { once, clock, keys, nextId } = onceWorld();
    await keys.hold(REPEAT.key, { id: nextId(), fingerprint: REPEAT.fingerprint, created: false });
    const left = new AbortController();
    const asked = once(criteria, REPEAT, left.signal);
    await clock.settle();
    left.abort();
    await clock.settle();
    expect((await asked).isErr()).toBe(true);
  });
});
