import { describe, expect, it, test } from '@jest/globals';
import { errAsync, okAsync } from 'neverthrow';
import { InMemorySupplierAnswers } from '../../../src/adapters/supplier-answers/in-memory/in-memory-supplier-answers.ts';
import { keepAnswers, type KeepAnswersDeps } from '../../../src/application/guards/keep-answers.ts';
import { MAX_ANSWER_BYTES, type SupplierAnswers } from '../../../src/domain/ports/supplier-answers.ts';
import { ask, handledSupplier, heard, requestFor } from '../../support/asked-supplier.ts';
import { batchFound, offerFound } from '../../support/found-offers.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const KEPT_MS = 60_000;

const world = (changed: Partial<KeepAnswersDeps> = {}) => {
  const clock = new ManualClock();
  const troubles: string[] = [];
  const deps = {
    clock,
    answers: new InMemorySupplierAnswers(clock),
    keptMs: KEPT_MS,
    fingerprint: 'one',
    onTrouble: (reason: string) => void troubles.push(reason),
    ...changed,
  };
  const supplier = handledSupplier();
  return { clock, troubles, deps, supplier, keeping: keepAnswers(supplier, deps) };
};

const isAskedAgain = async ({ clock, supplier, keeping }: ReturnType<typeof world>): Promise<void> => {
  const before = supplier.given.length;
  ask(keeping);
  await clock.settle();
  expect(supplier.given).toHaveLength(before + 1);
};

const slowly = (clock: ManualClock): SupplierAnswers => ({
  find: () =>
    okAsync(undefined)
      .map(() => clock.sleep(500, new AbortController().signal))
      .map(() => undefined),
  keep: () => okAsync(undefined),
});

describe('an answer that is over', () => {
  it('is given again for a while, and marked', async () => {
    const { clock, supplier, keeping } = world();
    const first = ask(keeping);
    await clock.settle();
    supplier.last().give(batchFound([1, 2], { share: 0.5 }));
    supplier.last().give(batchFound([3], { removed: ['o1'] }));
    supplier.last().end();
    await first.ended;
    await clock.advance(KEPT_MS - 1);
    const second = ask(keeping);
    await second.ended;
    expect([first, second].map(heard)).toEqual([
      ['o1', 'o2', 'o3'],
      ['o1 again', 'o2 again', 'o3 again'],
    ]);
    expect(second.said.map((said) => said._unsafeUnwrap())).toMatchObject([
      { share: 0.5 },
      { removed: ['o1'] },
    ]);
    expect(supplier.given).toHaveLength(1);
    await clock.advance(1);
    ask(keeping);
    await clock.settle();
    expect(supplier.given).toHaveLength(2);
  });

  it('is given again without what is no longer to be had', async () => {
    const { clock, supplier, keeping } = world();
    const first = ask(keeping);
    await clock.settle();
    const expires_at = new Date(clock.now() + 1_000).toISOString();
    supplier.last().give({ offers: [offerFound(1, { expires_at }), offerFound(2)] });
    supplier.last().end();
    await first.ended;
    await clock.advance(1_000);
    const second = ask(keeping);
    await second.ended;
    expect(heard(second)).toEqual(['o2 again']);
  });

  it('may be that there is nothing', async () => {
    const { clock, supplier, keeping } = world();
    const first = ask(keeping);
    await clock.settle();
    supplier.last().end();
    await first.ended;
    await ask(keeping).ended;
    expect(supplier.given).toHaveLength(1);
  });

  it('is not given to who asks a supplier that is set up differently', async () => {
    const { clock, supplier, keeping, deps } = world();
    const other = keepAnswers(supplier, { ...deps, fingerprint: 'two' });
    const first = ask(keeping);
    await clock.settle();
    supplier.last().end();
    await first.ended;
    ask(other);
    await clock.settle();
    expect(supplier.given).toHaveLength(2);
  });
});

describe('an answer is not kept', () => {
  test('that failed, even if it gave something', async () => {
    const here = world();
    const first = ask(here.keeping);
    await here.clock.settle();
    here.supplier.last().give(batchFound([1]));
    here.supplier.last().fail({ code: 'unreachable', retryable: true });
    await first.ended;
    await isAskedAgain(here);
  });

  test('that was skipped', async () => {
    const here = world();
    const first = ask(here.keeping);
    await here.clock.settle();
    here.supplier.last().fail({ code: 'unsupported_cabin', retryable: false, skipped: true });
    await first.ended;
    await isAskedAgain(here);
  });

  test('that was broken off', async () => {
    const here = world();
    const first = ask(here.keeping);
    await here.clock.settle();
    here.supplier.last().give(batchFound([1]));
    await here.clock.settle();
    first.leave();
    await first.ended;
    await isAskedAgain(here);
  });

  test('that crashed', async () => {
    const here = world();
    const first = ask(here.keeping);
    await here.clock.settle();
    here.supplier.last().crash(new Error('crashed'));
    await expect(first.ended).rejects.toThrow('crashed');
    await isAskedAgain(here);
  });

  test('that is very large', async () => {
    const here = world();
    const first = ask(here.keeping);
    await here.clock.settle();
    here.supplier.last().give(batchFound([1], { carriers: { ZZ: 'x'.repeat(MAX_ANSWER_BYTES) } }));
    here.supplier.last().give(batchFound([2]));
    here.supplier.last().end();
    await first.ended;
    expect(heard(first)).toEqual(['o1', 'o2']);
    await isAskedAgain(here);
  });
});

describe('where answers are out of reach, or far away', () => {
  const away = { type: 'unavailable', reason: 'away' } as const;

  it('the supplier is asked, and this is told', async () => {
    const answers: SupplierAnswers = { find: () => errAsync(away), keep: () => errAsync(away) };
    const { clock, supplier, keeping, troubles } = world({ answers });
    const asking = ask(keeping);
    await clock.settle();
    supplier.last().give(batchFound([1]));
    supplier.last().end();
    await asking.ended;
    expect(heard(asking)).toEqual(['o1']);
    expect(troubles).toEqual(['away', 'away']);
  });

  it('the supplier is told of the time that is left then', async () => {
    const clock = new ManualClock();
    const slow = slowly(clock);
    const { supplier, keeping } = world({ clock, answers: slow });
    ask(keeping, requestFor({}, 10_000));
    await clock.advance(500);
    expect(supplier.last().request.timeout_ms).toBe(9_500);
  });

  it('nobody is asked for a search that is not wanted any more', async () => {
    const clock = new ManualClock();
    const slow = slowly(clock);
    const { supplier, keeping } = world({ clock, answers: slow });
    const asking = ask(keeping);
    asking.leave();
    await clock.advance(500);
    await asking.ended;
    expect(supplier.given).toEqual([]);
  });
});
