import { describe, expect, it, test } from '@jest/globals';
import { breakCircuit } from '../../../src/application/guards/break-circuit.ts';
import { MAX_FAILURES, OPEN_MS } from '../../../src/application/guards/circuit.ts';
import type { SupplierStop } from '../../../src/domain/ports/supplier.ts';
import {
  ask,
  type Given,
  handledSupplier,
  heard,
  requestFor,
  TIMEOUT_MS,
} from '../../support/asked-supplier.ts';
import { batchFound } from '../../support/found-offers.ts';
import { ManualClock } from '../../support/manual-clock.ts';

type Ending = (given: Given, clock: ManualClock, leave: () => void) => void | Promise<void>;

const stop =
  (changed: Partial<SupplierStop> = {}): Ending =>
  (given) =>
    given.fail({ code: 'unreachable', retryable: true, ...changed });
const ends: Ending = (given) => given.end();
const timesOut: Ending = async (_given, clock, leave) => {
  await clock.advance(TIMEOUT_MS);
  leave();
};

const world = () => {
  const clock = new ManualClock();
  const supplier = handledSupplier();
  const guarded = breakCircuit(supplier, clock, TIMEOUT_MS);
  /** One search after the other, each of which ends in the same way; says what they heard. */
  const searches = async (count: number, ending: Ending) => {
    const all: string[] = [];
    for (let done = 0; done < count; done += 1) {
      const before = supplier.given.length;
      const asking = ask(guarded);
      await clock.settle();
      if (supplier.given.length > before) await ending(supplier.last(), clock, asking.leave);
      await asking.ended.catch((error: unknown) => all.push(String(error)));
      all.push(...heard(asking));
    }
    return all;
  };
  return { clock, supplier, guarded, searches };
};

describe('a supplier that does badly', () => {
  it.each<[string, Ending]>([
    ['fails', stop()],
    ['fails for good', stop({ code: 'unauthorized', retryable: false })],
    ['crashes', (given) => given.crash(new Error('crashed'))],
    ['times out', timesOut],
    [
      'fails, and is told to stop at once',
      async (given, clock, leave) => {
        given.fail({ code: 'unreachable', retryable: true });
        await clock.settle();
        leave();
      },
    ],
    [
      'gives something and then fails',
      (given) => {
        given.give(batchFound([1]));
        given.fail({ code: 'unreachable', retryable: true });
      },
    ],
  ])('is left in peace when it %s several times in a row', async (_how, ending) => {
    const { supplier, searches } = world();
    await searches(MAX_FAILURES, ending);
    expect(await searches(1, ending)).toEqual(['circuit_open']);
    expect(supplier.given).toHaveLength(MAX_FAILURES);
  });

  it('is asked once to try after a while, and by all when it is well again', async () => {
    const { clock, supplier, guarded, searches } = world();
    await searches(MAX_FAILURES, stop());
    await clock.advance(OPEN_MS);
    const [one, other] = [ask(guarded), ask(guarded)];
    await clock.settle();
    expect(supplier.given).toHaveLength(MAX_FAILURES + 1);
    expect([one, other].map(heard)).toEqual([[], ['circuit_open']]);
    supplier.last().end();
    await one.ended;
    await searches(3, ends);
    expect(supplier.given).toHaveLength(MAX_FAILURES + 4);
  });

  it('says at once that it is not asked, and that this will pass', async () => {
    const { guarded, searches } = world();
    await searches(MAX_FAILURES, stop());
    const asking = ask(guarded);
    await asking.ended;
    expect(asking.said.map((said) => said._unsafeUnwrapErr())).toEqual([
      { code: 'circuit_open', retryable: true },
    ]);
  });
});

describe('a supplier is still asked', () => {
  it.each<[string, Ending]>([
    ['finds nothing', ends],
    ['is skipped', stop({ code: 'unsupported_cabin', retryable: false, skipped: true })],
    ['refuses a request that was wrong', stop({ code: 'invalid_request', retryable: false })],
    ['was asked too often', stop({ code: 'rate_limited' })],
    ['is not waited for', (_given, _clock, leave) => leave()],
  ])('however often it %s', async (_what, ending) => {
    const { supplier, searches } = world();
    await searches(MAX_FAILURES * 2, ending);
    expect(supplier.given).toHaveLength(MAX_FAILURES * 2);
  });

  test('where it has answered in between', async () => {
    const { supplier, searches } = world();
    await searches(MAX_FAILURES - 1, stop());
    await searches(1, ends);
    await searches(MAX_FAILURES - 1, stop());
    await searches(1, ends);
    expect(supplier.given).toHaveLength(MAX_FAILURES * 2);
  });
});

test('a supplier that is given less time than usual is not slow', async () => {
  const { clock, supplier, guarded } = world();
  const timeoutMs = TIMEOUT_MS / 4;
  for (let searches = 0; searches < MAX_FAILURES * 2; searches += 1) {
    const asking = ask(guarded, requestFor({ timeout_ms: timeoutMs }, timeoutMs));
    await clock.advance(timeoutMs);
    asking.leave();
    await asking.ended;
  }
  expect(supplier.given).toHaveLength(MAX_FAILURES * 2);
});

test('a supplier that hangs is known to have timed out when it is left', async () => {
  const { clock, supplier, searches } = world();
  const hanging = {
    ...supplier,
    search: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => undefined) }) }),
  };
  const guarded = breakCircuit(hanging, clock, TIMEOUT_MS);
  const askings = Array.from({ length: MAX_FAILURES }, () => ask(guarded, requestFor()));
  await clock.advance(TIMEOUT_MS);
  for (const { leave } of askings) leave();
  const last = ask(guarded);
  await last.ended;
  expect(heard(last)).toEqual(['circuit_open']);
  expect(await searches(1, ends)).toEqual([]);
});
