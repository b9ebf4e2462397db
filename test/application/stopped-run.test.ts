import { describe, expect, it } from '@jest/globals';
import { ResultAsync } from 'neverthrow';
import { InMemoryDeadlines } from '../../src/adapters/deadlines/in-memory/in-memory-deadlines.ts';
import { CLAIM_LASTS_MS, RENEW_CLAIM_MS } from '../../src/domain/ports/request-queue.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { deferred } from '../support/deferred.ts';
import { completedOf, runProvider } from '../support/run-provider.ts';
import { gives, hangs, holds, scriptedSupplier } from '../support/scripted-supplier.ts';
import { searchWorld } from '../support/search-world.ts';

const hanging = async () => {
  const world = searchWorld();
  const id = await world.request();
  const suppliers = [scriptedSupplier('quick', gives([1])), scriptedSupplier('hanging', hangs())];
  const provider = await runProvider(world, suppliers);
  return { world, id, suppliers, ...provider };
};

describe('a provider whose search others end', () => {
  it('aborts its suppliers at once, and appends nothing more', async () => {
    const { world, id, suppliers, finished, settled } = await hanging();
    await world.closeSearch(id, 'cancelled');
    await finished;
    expect(suppliers.map(({ signals }) => signals[0]?.aborted)).toEqual([true, true]);
    expect(world.statuses(id)).toBe('requested processing result result completed');
    expect(completedOf(world, id).outcome).toBe('cancelled');
    expect(settled.isSettled).toBe(true);
    expect(world.clock.sleepers).toBe(0);
    expect(world.listeners(id)).toBe(0);
  });

  it('appends nothing that a supplier gives at the very moment', async () => {
    const world = searchWorld();
    const id = await world.request();
    const answer = deferred();
    const supplier = scriptedSupplier('held', holds(answer.promise), gives([1]));
    const { finished } = await runProvider(world, [supplier]);
    answer.resolve();
    await Promise.all([world.closeSearch(id, 'cancelled'), finished]);
    await world.clock.settle();
    expect(world.statuses(id)).toMatch(/^requested processing( result)* completed$/);
  });

  it('finds out without a bell, too', async () => {
    const { world, id, finished } = await hanging();
    const tail = world.entries(id).length;
    world.logs.get(id)?.write({ status: 'completed', payload: '{}', seq: tail + 1 }, world.clock.now());
    await world.clock.advance(1_000);
    await finished;
    expect(world.statuses(id)).toBe('requested processing result result completed');
  });

  it('finds out from a refused append while a supplier hangs', async () => {
    const world = searchWorld();
    const id = await world.request();
    const answer = deferred();
    const suppliers = [
      scriptedSupplier('held', holds(answer.promise), gives([1])),
      scriptedSupplier('hanging', hangs()),
    ];
    const { finished, settled } = await runProvider(world, suppliers);
    world.logs.get(id)?.write({ status: 'completed', payload: '{}', seq: 3 }, world.clock.now());
    answer.resolve();
    await finished;
    expect(world.statuses(id)).toBe('requested processing completed');
    expect(settled.isSettled).toBe(true);
  });

  it('stops where the stream is gone', async () => {
    const { world, id, finished, settled } = await hanging();
    await world.stream.expire(id, 0);
    await world.clock.advance(1_000);
    await finished;
    expect(settled.isSettled).toBe(true);
  });

  it('asks nobody where the search was over before it was claimed', async () => {
    const world = searchWorld();
    const id = await world.request();
    await world.closeSearch(id, 'cancelled');
    const supplier = scriptedSupplier('never', gives([1]));
    const { finished, settled } = await runProvider(world, [supplier]);
    await finished;
    expect(supplier.asked).toEqual([]);
    expect(world.statuses(id)).toBe('requested completed');
    expect(settled.isSettled).toBe(true);
  });

  it('asks nobody where it is cancelled right after it was begun', async () => {
    const world = searchWorld();
    const id = await world.request();
    /** Looked at right before suppliers are asked. */
    class CancellingDeadlines extends InMemoryDeadlines {
      override left(search: SearchId): ReturnType<InMemoryDeadlines['left']> {
        const cancel = async () => {
          await world.closeSearch(search, 'cancelled');
          await world.clock.settle();
        };
        return ResultAsync.fromSafePromise(cancel()).andThen(() => super.left(search));
      }
    }
    const deadlines = new CancellingDeadlines(world.clock);
    const supplier = scriptedSupplier('never', gives([1]));
    const { finished, settled } = await runProvider({ ...world, deps: { ...world.deps, deadlines } }, [
      supplier,
    ]);
    await finished;
    expect(supplier.asked).toEqual([]);
    expect(world.statuses(id)).toBe('requested processing completed');
    expect(settled.isSettled).toBe(true);
  });
});

describe('a provider that has lost its claim', () => {
  it('stops without completing, and leaves the request to the other', async () => {
    const { world, id, suppliers, claim, finished, settled } = await hanging();
    await claim.settle();
    await world.clock.advance(RENEW_CLAIM_MS);
    await finished;
    expect(world.statuses(id)).toBe('requested processing result result');
    expect(suppliers.map(({ signals }) => signals[0]?.aborted)).toEqual([true, true]);
    expect(settled.isSettled).toBe(false);
    expect(world.clock.sleepers).toBe(0);
  });
});

describe('a provider that is told to stop', () => {
  it('stops without completing, and its claim lapses', async () => {
    const { world, id, finished, stop, settled } = await hanging();
    stop();
    await finished;
    expect(world.statuses(id)).toBe('requested processing result result');
    expect(settled.isSettled).toBe(false);
    await world.clock.advance(CLAIM_LASTS_MS);
    const claims = await world.queue.claim(1, new AbortController().signal);
    expect(claims._unsafeUnwrap().map(({ request }) => request.id)).toEqual([id]);
  });

  it('renews its claim for as long as it works', async () => {
    const { world } = await hanging();
    await world.clock.advance(CLAIM_LASTS_MS / 2 - 1);
    const others = world.queue.claim(1, new AbortController().signal);
    await world.clock.advance(1_000);
    expect((await others)._unsafeUnwrap()).toEqual([]);
  });
});

describe('a run that crashes', () => {
  it('blames no supplier, aborts them all, and renews its claim no longer', async () => {
    const world = searchWorld();
    const id = await world.request();
    const answer = deferred();
    const suppliers = [
      scriptedSupplier('held', holds(answer.promise), gives([1])),
      scriptedSupplier('hanging', hangs()),
    ];
    const error = new Error('a mistake');
    const fold: typeof world.ending.fold = (view, messages) => {
      if (messages.some(({ status }) => status === 'result')) throw error;
      return world.ending.fold(view, messages);
    };
    const deps = { ...world.deps, ending: { ...world.ending, fold } };
    const { finished, settled } = await runProvider({ ...world, deps }, suppliers);
    const crashed = expect(finished).rejects.toBe(error);
    answer.resolve();
    await crashed;
    expect(suppliers.map(({ signals }) => signals[0]?.aborted)).toEqual([true, true]);
    expect(world.happenings.filter(({ type }) => type === 'supplier_crashed')).toEqual([]);
    expect(world.clock.sleepers).toBe(0);
    expect(world.listeners(id)).toBe(0);
    expect(settled.isSettled).toBe(false);
  });
});
