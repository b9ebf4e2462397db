import { describe, expect, it, test } from '@jest/globals';
import { waitsOf } from '../../../../src/adapters/suppliers/simulated/latency.ts';
import { PROFILES } from '../../../../src/adapters/suppliers/simulated/profiles.ts';
import { addDays } from '../../../../src/domain/flights/criteria/calendar.ts';
import type { Criteria } from '../../../../src/domain/flights/criteria/criteria.ts';
import { SEARCH_ID } from '../../../support/flight-messages.ts';
import { instantClock } from '../../../support/instant-clock.ts';
import { ManualClock } from '../../../support/manual-clock.ts';
import { asking, DATE, hear, market, START_MS } from './market.ts';

/** When a supplier said something, in milliseconds after it was asked. */
const timesMs = async (id: string, criteria: Criteria, speed = 1): Promise<readonly number[]> => {
  const clock = instantClock(START_MS);
  const supplier = market({ clock, speed }).find(({ supplier_id }) => supplier_id === id);
  const times: number[] = [];
  const { signal } = new AbortController();
  const request = { search_id: SEARCH_ID, criteria, timeout_ms: 20_000 };
  for await (const batch of supplier?.search(request, signal) ?? []) {
    if (batch.isOk() && batch.value.offers.length > 0) times.push(clock.now() - START_MS);
  }
  return times;
};

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** How long it takes usually. */
const usualMs = (id: string): number => {
  const latency = PROFILES.find(({ supplier_id }) => supplier_id === id)?.latency;
  if (latency === undefined) return Number.NaN;
  const totals = Array.from({ length: 101 }, (_, index) =>
    waitsOf(latency, {}, id, String(index)).reduce((sum, waitMs) => sum + waitMs, 0),
  );
  return median(totals);
};

describe('the time that a simulated supplier takes', () => {
  test.each(['LHR-JFK-LHR', 'AMS-LON-AMS', 'LHR-JFK', 'AMS-LON'])(
    'on %s lets four of them answer within three seconds, and all end within ten',
    async (route) => {
      for (const ahead of [0, 1, 2, 3]) {
        const criteria = asking(route, {}, addDays(DATE, ahead));
        const answers: (readonly number[])[] = [];
        for (const { supplier_id } of PROFILES) answers.push(await timesMs(supplier_id, criteria));
        expect(answers.filter(([firstMs = Infinity]) => firstMs <= 3_000).length).toBeGreaterThanOrEqual(4);
        expect(Math.max(...answers.flat())).toBeLessThanOrEqual(10_000);
      }
    },
  );

  it('depends on its kind: direct connections are quicker than systems, and those than aggregators', () => {
    expect(usualMs('kestrel')).toBeLessThan(usualMs('meridian'));
    expect(usualMs('meridian')).toBeLessThan(usualMs('albatross'));
  });

  it('is spread over one to six batches', () => {
    for (const { latency } of PROFILES) {
      for (let search = 0; search < 50; search += 1) {
        const waits = waitsOf(latency, {}, String(search));
        expect(waits.length).toBeGreaterThanOrEqual(latency.batches[0]);
        expect(waits.length).toBeLessThanOrEqual(latency.batches[1]);
        expect(waits.every((waitMs) => waitMs >= 0)).toBe(true);
      }
    }
  });

  it('shrinks with the speed', async () => {
    const criteria = asking('AMS-LON');
    const [usual, quick] = [await timesMs('meridian', criteria), await timesMs('meridian', criteria, 20)];
    expect(quick.map((ms) => Math.round(ms * 20))).toEqual(usual.map(Math.round));
  });

  it('is over as soon as the search is aborted', async () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const [kestrel] = market({ clock });
    if (kestrel === undefined) throw new Error('there is no supplier');
    const heard = hear(kestrel, asking('AMS-LON'), controller.signal);
    await clock.settle();
    controller.abort();
    expect(await heard).toEqual({ batches: [] });
    expect(clock.sleepers).toBe(0);
  });
});
