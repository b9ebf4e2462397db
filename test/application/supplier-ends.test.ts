import { describe, expect, it, test } from '@jest/globals';
import { deferred } from '../support/deferred.ts';
import { offerFound } from '../support/found-offers.ts';
import { completedOf, endsOf, resultsOf, runProvider, SUPPLIER_TIMEOUT_MS } from '../support/run-provider.ts';
import {
  type Act,
  faults,
  gives,
  hangs,
  holds,
  scriptedSupplier,
  skips,
  throws,
  waits,
} from '../support/scripted-supplier.ts';
import { DEADLINE_MS, searchWorld } from '../support/search-world.ts';

const alone = async (...acts: readonly Act[]) => {
  const world = searchWorld();
  const id = await world.request();
  const supplier = scriptedSupplier('only', ...acts);
  const { finished } = await runProvider(world, [supplier]);
  await world.clock.advance(SUPPLIER_TIMEOUT_MS);
  await finished;
  const crashes = world.happenings.filter(({ type }) => type === 'supplier_crashed');
  return { world, id, supplier, crashes, ends: endsOf(world, id), completed: completedOf(world, id) };
};

describe('a supplier', () => {
  test('that finds nothing is empty, and the search complete', async () => {
    const { ends, completed } = await alone();
    expect(ends).toEqual(['only empty']);
    expect(completed).toMatchObject({ outcome: 'complete', suppliers: [{ status: 'empty', offers: 0 }] });
  });

  test('that fails is failed with its own fault, which the journal hears too, and is let go of', async () => {
    const { ends, completed, supplier, world, id } = await alone(faults('unreachable'));
    expect(ends).toEqual(['only failed']);
    const told = { type: 'supplier_ended', id, supplier: 'only', status: 'failed', code: 'unreachable' };
    expect(world.happenings).toContainEqual(told);
    const error = { code: 'unreachable', retryable: true };
    expect(completed).toMatchObject({ outcome: 'failed', suppliers: [{ status: 'failed', error }] });
    expect(supplier.letGo()).toBe(1);
  });

  test('that has nothing to do with such a search is skipped, and says why', async () => {
    const { ends, completed } = await alone(skips('unsupported_market'));
    expect(ends).toEqual(['only skipped']);
    const error = { code: 'unsupported_market', retryable: false };
    expect(completed).toMatchObject({ suppliers: [{ status: 'skipped', error }] });
  });

  test('of whose answer nothing can be used has failed, and what was wrong is counted', async () => {
    const offers = [offerFound(1, { price: { amount: '1.00', currency: 'USD' } })];
    const { ends, completed, world, id } = await alone(gives([], { offers, dropped: { malformed: 2 } }));
    expect(ends).toEqual(['only failed']);
    const [summary] = completed.suppliers;
    expect(summary?.error).toEqual({ code: 'unusable_answer', retryable: false });
    expect(summary?.dropped).toEqual({ malformed: 2, wrong_currency: 1 });
    expect(resultsOf(world, id).at(-1)?.dropped).toEqual(summary?.dropped);
  });

  test('that says nothing of how far it is has its time as a measure', async () => {
    const world = searchWorld();
    const id = await world.request();
    const acts = [waits(world.clock, SUPPLIER_TIMEOUT_MS / 2), gives([1]), hangs()];
    const { finished } = await runProvider(world, [scriptedSupplier('only', ...acts)]);
    await world.clock.advance(SUPPLIER_TIMEOUT_MS);
    await finished;
    expect(resultsOf(world, id).map(({ progress }) => progress.percent)).toEqual([50, 99]);
  });

  test('that fails half-way has failed, and what it gave still stands', async () => {
    const { ends, completed } = await alone(gives([1, 2]), faults());
    expect(ends).toEqual(['only failed']);
    expect(completed).toMatchObject({ suppliers: [{ status: 'failed', offers: 2 }], totals: { offers: 2 } });
  });

  test('that crashes has failed, and its error is told to the journal only', async () => {
    const error = new Error('secret');
    const { world, id, completed, crashes } = await alone(throws(error));
    expect(completed.suppliers).toMatchObject([{ error: { code: 'supplier_crashed', retryable: false } }]);
    expect(crashes).toEqual([{ type: 'supplier_crashed', id, supplier: 'only', error }]);
    expect(JSON.stringify(world.entries(id))).not.toContain('secret');
  });

  test('that takes too long times out, and what it gave still stands', async () => {
    const { ends, completed, supplier, world } = await alone(gives([1]), hangs());
    expect(ends).toEqual(['only timed_out']);
    expect(completed).toMatchObject({ outcome: 'failed', suppliers: [{ status: 'timed_out', offers: 1 }] });
    expect(completed.duration_ms).toBe(SUPPLIER_TIMEOUT_MS);
    expect(supplier.signals.every(({ aborted }) => aborted)).toBe(true);
    expect(world.clock.sleepers).toBe(0);
  });

  test('that gives more than fits one message has it said in several', async () => {
    const numbers = Array.from({ length: 120 }, (_, index) => index + 1);
    const { world, id, completed } = await alone(gives(numbers));
    expect(completed.totals).toMatchObject({ offers: 120, itineraries: 120 });
    for (const { offers } of resultsOf(world, id)) expect(offers.length).toBeLessThanOrEqual(50);
  });
});

describe('the outcome', () => {
  it('is partial where some suppliers answered and others did not', async () => {
    const world = searchWorld();
    const id = await world.request();
    const suppliers = [scriptedSupplier('good', gives([1])), scriptedSupplier('bad', faults())];
    await (
      await runProvider(world, suppliers)
    ).finished;
    expect(completedOf(world, id).outcome).toBe('partial');
  });

  it('is said a second before the deadline at the latest, whatever suppliers do', async () => {
    const world = searchWorld();
    const id = await world.request();
    await world.clock.advance(DEADLINE_MS - 3_000);
    const { finished } = await runProvider(world, [scriptedSupplier('slow', hangs())]);
    await world.clock.advance(2_000);
    await finished;
    expect(completedOf(world, id).duration_ms).toBe(DEADLINE_MS - 1_000);
  });

  it('counts what suppliers give at once that are asked when no time is left', async () => {
    const world = searchWorld();
    const id = await world.request();
    await world.clock.advance(DEADLINE_MS - 1_000);
    const { finished } = await runProvider(world, [scriptedSupplier('quick', gives([1]))]);
    await finished;
    expect(resultsOf(world, id).map(({ offers }) => offers.length)).toEqual([1, 0]);
    expect(completedOf(world, id).totals).toMatchObject({ offers: 1, itineraries: 1 });
  });

  it('is failed where nobody understands what was requested', async () => {
    const world = searchWorld();
    const id = world.nextId();
    const supplier = scriptedSupplier('never', gives([1]));
    await world.stream.create(id, { status: 'requested', payload: '{"contract":2}' }, 60_000);
    await world.queue.add({ id, payload: '{"contract":2}' });
    const { finished, settled } = await runProvider(world, [supplier]);
    await finished;
    expect(world.statuses(id)).toBe('requested completed');
    expect(supplier.asked).toEqual([]);
    expect(settled.isSettled).toBe(true);
  });
});

test('a supplier whose late answer comes when its search is over is not heard', async () => {
  const world = searchWorld();
  const id = await world.request();
  const answer = deferred();
  const { finished } = await runProvider(world, [
    scriptedSupplier('late', holds(answer.promise), gives([1])),
  ]);
  await world.clock.advance(SUPPLIER_TIMEOUT_MS);
  await finished;
  answer.resolve();
  await world.clock.settle();
  expect(world.statuses(id)).toBe('requested processing result completed');
});
