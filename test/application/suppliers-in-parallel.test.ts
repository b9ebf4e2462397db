import { describe, expect, it, test } from '@jest/globals';
import { InMemorySupplierAnswers } from '../../src/adapters/supplier-answers/in-memory/in-memory-supplier-answers.ts';
import { MAX_FAILURES } from '../../src/application/guards/circuit.ts';
import { guardSupplier } from '../../src/application/guards/guard-supplier.ts';
import type { Supplier } from '../../src/domain/ports/supplier.ts';
import { completedOf, endsOf, resultsOf, runProvider, SUPPLIER_TIMEOUT_MS } from '../support/run-provider.ts';
import { faults, gives, hangs, scriptedSupplier, throws, waits } from '../support/scripted-supplier.ts';
import { searchWorld } from '../support/search-world.ts';

const guardedWorld = (keptMs = 0) => {
  const world = searchWorld();
  const { clock } = world;
  const answers = new InMemorySupplierAnswers(clock);
  const troubles: string[] = [];
  const guarded = (supplier: Supplier): Supplier =>
    guardSupplier(supplier, {
      clock,
      answers,
      keptMs,
      timeoutMs: SUPPLIER_TIMEOUT_MS,
      fingerprint: '',
      onTrouble: (reason) => troubles.push(reason),
    });
  const search = async (suppliers: readonly Supplier[]) => {
    const id = await world.request();
    return { id, ...(await runProvider(world, suppliers)) };
  };
  return { world, clock, guarded, search, troubles };
};

describe('suppliers behind their guards', () => {
  it('end in exactly one status each, and none of them delays or hides another', async () => {
    const { world, clock, guarded, search } = guardedWorld();
    const limits = { concurrent: 1 };
    const limited = guarded({ ...scriptedSupplier('limited', waits(clock, 4_000), gives([3])), limits });
    const suppliers = [
      guarded(scriptedSupplier('hanging', gives([1]), hangs())),
      guarded(scriptedSupplier('failing', faults())),
      guarded(scriptedSupplier('crashing', throws())),
      guarded({ ...scriptedSupplier('unable', gives([1])), capabilities: { currencies: ['JPY'] } }),
      guarded(scriptedSupplier('quick', gives([1, 2]))),
      limited,
    ];
    const first = await search(suppliers);
    const second = await search([limited]);
    // At once, since nobody waits for anybody.
    expect(endsOf(world, first.id).toSorted()).toEqual([
      'crashing failed',
      'failing failed',
      'quick succeeded',
      'unable skipped',
    ]);
    await clock.advance(SUPPLIER_TIMEOUT_MS);
    await Promise.all([first.finished, second.finished]);
    const { suppliers: ended, outcome } = completedOf(world, first.id);
    expect(outcome).toBe('partial');
    expect(ended.map(({ supplier_id, status, error }) => [supplier_id, status, error?.code])).toEqual([
      ['hanging', 'timed_out', undefined],
      ['failing', 'failed', 'unreachable'],
      ['crashing', 'failed', 'supplier_crashed'],
      ['unable', 'skipped', 'unsupported_currency'],
      ['quick', 'succeeded', undefined],
      ['limited', 'succeeded', undefined],
    ]);
    expect(endsOf(world, first.id)).toHaveLength(suppliers.length);
    expect(completedOf(world, second.id).suppliers).toMatchObject([
      { status: 'failed', error: { code: 'rate_limited', retryable: true } },
    ]);
  });

  it('are left in peace where they time out in search after search', async () => {
    const { world, clock, guarded, search } = guardedWorld();
    const hanging = scriptedSupplier('hanging', hangs());
    const suppliers = [guarded(hanging), guarded(scriptedSupplier('quick', gives([1])))];
    for (let searches = 0; searches < MAX_FAILURES; searches += 1) {
      const { finished } = await search(suppliers);
      await clock.advance(SUPPLIER_TIMEOUT_MS);
      await finished;
    }
    const { id, finished } = await search(suppliers);
    await finished;
    expect(hanging.asked).toHaveLength(MAX_FAILURES);
    expect(completedOf(world, id)).toMatchObject({
      duration_ms: 0,
      suppliers: [{ status: 'failed', error: { code: 'circuit_open' } }, { status: 'succeeded' }],
    });
  });
});

test('searches for the same are each told all that their one asking finds', async () => {
  const { world, clock, guarded, search, troubles } = guardedWorld(60_000);
  const supplier = scriptedSupplier('shared', gives([1]), waits(clock, 1_000), gives([2]));
  const shared = guarded(supplier);
  const searches = [await search([shared]), await search([shared])];
  await clock.advance(500);
  searches.push(await search([shared]));
  await clock.advance(500);
  await Promise.all(searches.map(({ finished }) => finished));
  searches.push(await search([shared]));
  await searches.at(-1)?.finished;
  const told = searches.map(({ id }) =>
    resultsOf(world, id).flatMap(({ offers }) =>
      offers.map(({ offer_id, from_cache }) => [offer_id, from_cache]),
    ),
  );
  const again = [
    ['o1', true],
    ['o2', true],
  ];
  expect(told).toEqual([
    [
      ['o1', undefined],
      ['o2', undefined],
    ],
    again,
    again,
    again,
  ]);
  expect(supplier.asked).toHaveLength(1);
  expect(clock.sleepers).toBe(0);
  expect(troubles).toEqual([]);
});
