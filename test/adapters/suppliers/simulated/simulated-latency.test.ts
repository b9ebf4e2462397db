import { describe, expect, it, test } from '@jest/globals';
import { simulatedSuppliers } from '../../../../src/adapters/suppliers/simulated/simulated-suppliers.ts';
import { REQUESTED, SEARCH_ID } from '../../../support/flight-messages.ts';
import { instantClock } from '../../../support/instant-clock.ts';

const { criteria } = REQUESTED;

const timesMs = async (which: number, speed: number): Promise<readonly number[]> => {
  const clock = instantClock(0);
  const supplier = simulatedSuppliers({ clock, seed: 'seed', speed })[which];
  const times: number[] = [];
  const { signal } = new AbortController();
  for await (const batch of supplier?.search({ search_id: SEARCH_ID, criteria }, signal) ?? []) {
    if (batch.isOk()) times.push(clock.now());
  }
  return times;
};

describe('the time that a simulated supplier takes', () => {
  test.each([
    ['Kestrel', 0, 350, 1_500],
    ['Meridian', 1, 1_000, 3_000],
    ['Albatross', 2, 2_000, 5_000],
  ])('is that of its kind: %s', async (_name, which, firstMs, lastMs) => {
    const times = await timesMs(which, 1);
    expect(times[0]).toBeGreaterThanOrEqual(firstMs);
    expect(times.at(-1)).toBeLessThanOrEqual(lastMs);
  });

  it('shrinks with the speed', async () => {
    const [usual, quick] = [await timesMs(2, 1), await timesMs(2, 20)];
    expect(quick.map((ms) => Math.round(ms * 20))).toEqual(usual.map(Math.round));
  });

  it('is over as soon as the search is aborted', async () => {
    const controller = new AbortController();
    const [supplier] = simulatedSuppliers({ clock: instantClock(), seed: 'seed', speed: 1 });
    const found: unknown[] = [];
    for await (const batch of supplier?.search({ search_id: SEARCH_ID, criteria }, controller.signal) ?? []) {
      found.push(batch);
      controller.abort();
    }
    expect(found).toHaveLength(1);
  });
});
