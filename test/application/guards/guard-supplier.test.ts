import { describe, expect, it } from '@jest/globals';
import { InMemorySupplierAnswers } from '../../../src/adapters/supplier-answers/in-memory/in-memory-supplier-answers.ts';
import { MAX_FAILURES } from '../../../src/application/guards/circuit.ts';
import { guardSupplier } from '../../../src/application/guards/guard-supplier.ts';
import type { Supplier } from '../../../src/domain/ports/supplier.ts';
import { ask, handledSupplier, heard, requestFor, TIMEOUT_MS } from '../../support/asked-supplier.ts';
import { batchFound } from '../../support/found-offers.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const onTrouble = (reason: string): void => {
  throw new Error(reason);
};

const world = (from: Partial<Supplier> = {}, keptMs = 60_000) => {
  const clock = new ManualClock();
  const supplier = handledSupplier(from);
  const answers = new InMemorySupplierAnswers(clock);
  const guarded = guardSupplier(supplier, {
    clock,
    answers,
    keptMs,
    fingerprint: '',
    timeoutMs: TIMEOUT_MS,
    onTrouble,
  });
  const answered = async (request = requestFor()): Promise<void> => {
    const asking = ask(guarded, request);
    await clock.settle();
    supplier.last().give(batchFound([1]));
    supplier.last().end();
    await asking.ended;
  };
  return { clock, supplier, guarded, answered };
};

describe('a guarded supplier', () => {
  it('is what it was to those who look at it', () => {
    const limits = { concurrent: 1 };
    const capabilities = { maxSlices: 2 };
    const { guarded } = world({ limits, capabilities });
    expect(guarded).toMatchObject({ supplier_id: 'acme', name: 'Acme', limits, capabilities });
  });

  it('costs nothing where an answer is there already: not a turn, and no failing supplier', async () => {
    const { clock, supplier, guarded, answered } = world({ limits: { perMinute: 60 } });
    await answered();
    for (let failures = 0; failures < MAX_FAILURES; failures += 1) {
      const asking = ask(guarded, requestFor({ currency: 'USD' }));
      await clock.settle();
      supplier.last().fail({ code: 'unreachable', retryable: true });
      await asking.ended;
    }
    const refused = ask(guarded, requestFor({ currency: 'USD' }));
    const known = Array.from({ length: 20 }, () => ask(guarded));
    await Promise.all([refused, ...known].map(({ ended }) => ended));
    expect(heard(refused)).toEqual(['circuit_open']);
    expect(new Set(known.flatMap(heard))).toEqual(new Set(['o1 again']));
    expect(supplier.given).toHaveLength(MAX_FAILURES + 1);
  });

  it('is skipped before anything else', async () => {
    const { supplier, guarded } = world({ capabilities: { currencies: ['USD'] } });
    const asking = ask(guarded);
    await asking.ended;
    expect(heard(asking)).toEqual(['unsupported_currency']);
    expect(supplier.given).toEqual([]);
  });

  it('gives one caller nothing that was said to another, who may have other prices', async () => {
    const { clock, supplier, guarded, answered } = world();
    const [web, app] = ['web', 'app'].map((caller) => ({ ...requestFor(), caller }));
    await answered(web);
    const [known, other, nobody] = [ask(guarded, web), ask(guarded, app), ask(guarded)];
    await known.ended;
    await clock.settle();
    expect(heard(known)).toEqual(['o1 again']);
    expect(supplier.given.map(({ request }) => request.caller)).toEqual(['web', 'app', undefined]);
    const joined = ask(guarded, app);
    await clock.settle();
    expect(supplier.given).toHaveLength(3);
    for (const asking of [other, nobody, joined]) asking.leave();
  });

  it('answers every search by itself where nothing is to be kept', async () => {
    const { clock, supplier, guarded, answered } = world({}, 0);
    await answered();
    ask(guarded);
    ask(guarded);
    await clock.settle();
    expect(supplier.given).toHaveLength(3);
  });
});
