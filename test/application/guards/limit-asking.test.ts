import { describe, expect, it } from '@jest/globals';
import { limitAsking } from '../../../src/application/guards/limit-asking.ts';
import { MAX_WAITING } from '../../../src/application/guards/turns.ts';
import type { SupplierLimits } from '../../../src/domain/ports/supplier.ts';
import { ask, handledSupplier, heard, requestFor, TIMEOUT_MS } from '../../support/asked-supplier.ts';
import { batchFound } from '../../support/found-offers.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const limited = (limits: SupplierLimits) => {
  const clock = new ManualClock();
  const supplier = handledSupplier({ limits });
  return { clock, supplier, guarded: limitAsking(supplier, clock) };
};
const times = (count: number) => Array.from({ length: count });

describe('a supplier that wants to be asked so many at a time', () => {
  it('is asked for the next one when one is over, in the order in which they came', async () => {
    const { clock, supplier, guarded } = limited({ concurrent: 2 });
    const requests = times(4).map(() => requestFor());
    const askings = requests.map((request) => ask(guarded, request));
    await clock.settle();
    expect(supplier.given).toHaveLength(2);
    supplier.given[1]?.give(batchFound([1]));
    supplier.given[1]?.end();
    await askings[1]?.ended;
    await clock.settle();
    expect(supplier.given.map(({ request }) => request.search_id)).toEqual(
      requests.slice(0, 3).map(({ search_id }) => search_id),
    );
    expect(askings[1] && heard(askings[1])).toEqual(['o1']);
  });

  it('is told of the time that is left then', async () => {
    const { clock, supplier, guarded } = limited({ concurrent: 1 });
    ask(guarded);
    ask(guarded);
    await clock.advance(4_000);
    supplier.last().end();
    await clock.settle();
    expect(supplier.last().request.timeout_ms).toBe(TIMEOUT_MS - 4_000);
  });

  it('is free for the next one as soon as an answer is broken off, even if it hangs', async () => {
    const { clock, supplier } = limited({ concurrent: 1 });
    const hanging = { ...supplier, limits: { concurrent: 1 } };
    let isFirst = true;
    hanging.search = (request, signal) => {
      if (!isFirst) return supplier.search(request, signal);
      isFirst = false;
      return { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) };
    };
    const guarded = limitAsking(hanging, clock);
    const first = ask(guarded);
    ask(guarded);
    await clock.settle();
    expect(supplier.given).toHaveLength(0);
    first.leave();
    await clock.settle();
    expect(supplier.given).toHaveLength(1);
  });

  it('is free for the next one when it has crashed', async () => {
    const { clock, supplier, guarded } = limited({ concurrent: 1 });
    const first = ask(guarded);
    await clock.settle();
    supplier.last().crash(new Error('crashed'));
    await expect(first.ended).rejects.toThrow('crashed');
    ask(guarded);
    await clock.settle();
    expect(supplier.given).toHaveLength(2);
  });

  it('does not hear of those who left while they waited', async () => {
    const { clock, supplier, guarded } = limited({ concurrent: 1 });
    ask(guarded);
    const left = ask(guarded);
    const last = requestFor();
    ask(guarded, last);
    await clock.settle();
    left.leave();
    await left.ended;
    expect(left.said).toEqual([]);
    supplier.last().end();
    await clock.settle();
    expect(supplier.given).toHaveLength(2);
    expect(supplier.last().request.search_id).toBe(last.search_id);
  });

  it('says to whom it cannot serve in half of their time that it is asked too often', async () => {
    const { clock, guarded } = limited({ concurrent: 1 });
    ask(guarded);
    const second = ask(guarded);
    await clock.advance(TIMEOUT_MS / 2 - 1);
    expect(second.said).toEqual([]);
    await clock.advance(1);
    await second.ended;
    expect(second.said.map((said) => said._unsafeUnwrapErr())).toEqual([
      { code: 'rate_limited', retryable: true },
    ]);
  });

  it('lets no more wait than may', async () => {
    const { clock, guarded } = limited({ concurrent: 1 });
    const askings = times(MAX_WAITING + 2).map(() => ask(guarded));
    await clock.settle();
    expect(askings.map(heard).filter(({ length }) => length > 0)).toEqual([['rate_limited']]);
    expect(askings.at(-1)?.said).toHaveLength(1);
    for (const { leave } of askings) leave();
    await Promise.all(askings.map(({ ended }) => ended));
    expect(clock.sleepers).toBe(0);
  });
});

describe('a supplier that wants to be asked so many a minute', () => {
  it('is asked a burst at once, and then one after the other', async () => {
    const { clock, supplier, guarded } = limited({ perMinute: 60 });
    const askings = times(12).map(() => ask(guarded));
    await clock.settle();
    expect(supplier.given).toHaveLength(10);
    await clock.advance(1_000);
    expect(supplier.given).toHaveLength(11);
    await clock.advance(1_000);
    expect(supplier.given).toHaveLength(12);
    expect(clock.sleepers).toBe(0);
    for (const { leave } of askings) leave();
  });

  it('says at once to whom it cannot serve in time that it is asked too often', async () => {
    const { clock, supplier, guarded } = limited({ perMinute: 6 });
    const [first, second, third] = [ask(guarded), ask(guarded), ask(guarded)];
    await clock.settle();
    expect(supplier.given).toHaveLength(1);
    expect([first, second, third].map(heard)).toEqual([[], [], ['rate_limited']]);
    await clock.advance(10_000);
    expect(supplier.given).toHaveLength(2);
  });

  it('leaves no timer behind when nobody waits any more', async () => {
    const { clock, guarded } = limited({ perMinute: 1 });
    ask(guarded);
    const waiting = ask(guarded, requestFor({}, 200_000));
    await clock.settle();
    expect(clock.sleepers).toBe(2);
    waiting.leave();
    await clock.settle();
    expect(clock.sleepers).toBe(0);
  });
});

it('leaves a supplier alone that wants nothing', () => {
  const { supplier, guarded } = limited({ timeoutMs: 1_000 });
  expect(guarded).toBe(supplier);
});
