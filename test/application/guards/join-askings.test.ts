import { describe, expect, it, test } from '@jest/globals';
import { joinAskings } from '../../../src/application/guards/join-askings.ts';
import { MAX_ANSWER_BYTES } from '../../../src/domain/ports/supplier-answers.ts';
import { ask, handledSupplier, heard, requestFor } from '../../support/asked-supplier.ts';
import { batchFound } from '../../support/found-offers.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const world = () => {
  const clock = new ManualClock();
  const supplier = handledSupplier();
  return { clock, supplier, shared: joinAskings(supplier, clock) };
};
const FAULT = { code: 'unreachable', retryable: true };

describe('searches that ask the same at the same time', () => {
  it('follow one asking, each of them from its beginning to its end', async () => {
    const { clock, supplier, shared } = world();
    const first = ask(shared);
    supplier.last().give(batchFound([1]));
    await clock.settle();
    const late = ask(shared);
    await clock.settle();
    expect([first, late].map(heard)).toEqual([['o1'], ['o1 again']]);
    supplier.last().give(batchFound([2]));
    supplier.last().end();
    await Promise.all([first.ended, late.ended]);
    expect([first, late].map(heard)).toEqual([
      ['o1', 'o2'],
      ['o1 again', 'o2 again'],
    ]);
    expect(supplier.given).toHaveLength(1);
    expect(supplier.last().isOver()).toBe(true);
  });

  it('go on when the first of them leaves, and the supplier stops when the last one has left', async () => {
    const { clock, supplier, shared } = world();
    const [first, late] = [ask(shared), ask(shared)];
    first.leave();
    await first.ended;
    const given = supplier.last();
    expect(given.signal.aborted).toBe(false);
    given.give(batchFound([1]));
    await clock.settle();
    expect([first, late].map(heard)).toEqual([[], ['o1 again']]);
    late.leave();
    await late.ended;
    expect([given.signal.aborted, given.isOver()]).toEqual([true, true]);
  });

  it('are all told how it failed, and the next one asks anew', async () => {
    const { clock, supplier, shared } = world();
    const askings = [ask(shared), ask(shared)];
    supplier.last().fail(FAULT);
    await Promise.all(askings.map(({ ended }) => ended));
    expect(askings.map(heard)).toEqual([['unreachable'], ['unreachable']]);
    ask(shared);
    await clock.settle();
    expect(supplier.given).toHaveLength(2);
  });

  it('ask anew after a fault, even before those who were told of it have left', async () => {
    const { clock, supplier, shared } = world();
    const told = shared.search(requestFor(), new AbortController().signal)[Symbol.asyncIterator]();
    const fault = told.next();
    supplier.last().fail(FAULT);
    await fault;
    ask(shared);
    await clock.settle();
    expect(supplier.given).toHaveLength(2);
  });

  it('all hear of a crash', async () => {
    const { supplier, shared } = world();
    const askings = [ask(shared), ask(shared)];
    supplier.last().crash(new Error('crashed'));
    const ends = await Promise.allSettled(askings.map(({ ended }) => ended));
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('ask anew when the last one has left, even if the supplier does not stop', async () => {
    const clock = new ManualClock();
    const signals: AbortSignal[] = [];
    const hanging = handledSupplier();
    hanging.search = (_request, signal) => {
      signals.push(signal);
      return { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) };
    };
    const shared = joinAskings(hanging, clock);
    const left = ask(shared);
    await clock.settle();
    left.leave();
    await clock.settle();
    ask(shared);
    await clock.settle();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  it('do not wait for each other: a slow one goes at its own pace', async () => {
    const { clock, supplier, shared } = world();
    const slow = shared.search(requestFor(), new AbortController().signal)[Symbol.asyncIterator]();
    const first = slow.next();
    const quick = ask(shared);
    supplier.last().give(batchFound([1]));
    await first;
    for (const number of [2, 3]) supplier.last().give(batchFound([number]));
    supplier.last().end();
    await quick.ended;
    await clock.settle();
    expect(heard(quick)).toEqual(['o1 again', 'o2 again', 'o3 again']);
    const rest = [await slow.next(), await slow.next(), await slow.next()];
    expect(rest.map(({ done }) => done)).toEqual([false, false, true]);
  });

  it('are not given by a late one what is no longer to be had', async () => {
    const { clock, supplier, shared } = world();
    const expires_at = new Date(clock.now() + 1_000).toISOString();
    const [one, other] = batchFound([1, 2]).offers;
    if (one === undefined || other === undefined) throw new Error('no offers');
    const first = ask(shared);
    supplier.last().give({ offers: [{ ...one, expires_at }, other] });
    await clock.advance(1_000);
    const late = ask(shared);
    await clock.settle();
    expect([first, late].map(heard)).toEqual([['o1', 'o2'], ['o2 again']]);
  });
});

test('an answer that has become very large goes on for those who follow it, and is joined by nobody', async () => {
  const { clock, supplier, shared } = world();
  const followers = [ask(shared), ask(shared)];
  const large = batchFound([1], { carriers: { ZZ: 'x'.repeat(MAX_ANSWER_BYTES) } });
  supplier.last().give(large);
  await clock.settle();
  const late = ask(shared);
  await clock.settle();
  expect(supplier.given).toHaveLength(2);
  supplier.given[0]?.give(batchFound([2]));
  supplier.given[0]?.end();
  await Promise.all(followers.map(({ ended }) => ended));
  expect([...followers, late].map(heard)).toEqual([['o1', 'o2'], ['o1 again', 'o2 again'], []]);
});

describe('searches that ask something else', () => {
  test.each([
    ['currency', requestFor({ currency: 'USD' })],
    ['market', requestFor({ market: 'NL' })],
    ['locale', requestFor({ locale: 'nl-NL' })],
    ['time', requestFor({}, 10_000)],
    ['passengers', requestFor({ passengers: { adults: 1, children_ages: [7] } })],
    ['carriers', requestFor({ carriers: { include: ['ZZ'] } })],
    ['stops', requestFor({ max_stops: 0 })],
  ])('such as another %s share nothing', async (_what, request) => {
    const { clock, supplier, shared } = world();
    ask(shared);
    ask(shared, request);
    await clock.settle();
    expect(supplier.given).toHaveLength(2);
  });

  test('only in another order, or a few milliseconds later, do not', async () => {
    const { clock, supplier, shared } = world();
    const passengers = { adults: 1, children_ages: [7, 3] };
    ask(shared, requestFor({ passengers, carriers: { include: ['ZZ', 'AA'] } }));
    const turned = {
      carriers: { include: ['AA', 'ZZ', 'AA'] },
      passengers: { children_ages: [3, 7], adults: 1 },
    };
    ask(shared, requestFor(turned, 19_997));
    await clock.settle();
    expect(supplier.given).toHaveLength(1);
  });
});
