import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Bucket,
  msUntil,
  type Rate,
  rateOf,
  refilled,
  withoutOne,
} from '../../../src/application/guards/token-bucket.ts';

const rates = fc.integer({ min: 1, max: 6_000 }).map(rateOf);
const START_MS = Date.UTC(2030, 0, 1);
const full = ({ burst }: Rate): Bucket => ({ tokens: burst, atMs: START_MS });

describe('a token bucket', () => {
  it('never gives more than a burst and what a steady rate allows', () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 30_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(rates, pauses, (rate, pausesMs) => {
        let bucket = full(rate);
        let [nowMs, granted] = [START_MS, 0];
        for (const pauseMs of pausesMs) {
          nowMs += pauseMs;
          if (msUntil(bucket, rate, 1, nowMs) > 0) continue;
          bucket = withoutOne(bucket, rate, nowMs);
          granted += 1;
        }
        const allowed = rate.burst + ((nowMs - START_MS) * rate.perMinute) / 60_000;
        expect(granted).toBeLessThanOrEqual(allowed + 1e-6);
      }),
    );
  });

  it('gives as many as it says, when it says', () => {
    fc.assert(
      fc.property(rates, fc.integer({ min: 1, max: 50 }), (rate, count) => {
        let bucket = full(rate);
        for (let taken = 0; taken < rate.burst; taken += 1) bucket = withoutOne(bucket, rate, START_MS);
        expect(msUntil(bucket, rate, 1, START_MS)).toBeGreaterThan(0);
        const waitMs = msUntil(bucket, rate, 1, START_MS);
        expect(refilled(bucket, rate, START_MS + waitMs).tokens).toBeGreaterThan(1 - 1e-6);
        expect(refilled(bucket, rate, START_MS + waitMs - 1).tokens).toBeLessThan(1);
        expect(msUntil(bucket, rate, count, START_MS)).toBeLessThanOrEqual(
          Math.ceil((count * 60_000) / rate.perMinute),
        );
      }),
    );
  });

  it('holds no more than a burst, however long it waits', () => {
    fc.assert(
      fc.property(rates, fc.nat({ max: 10 ** 9 }), (rate, pauseMs) => {
        expect(refilled(full(rate), rate, START_MS + pauseMs).tokens).toBeLessThanOrEqual(rate.burst);
      }),
    );
  });

  it('goes on from where a clock was set back to', () => {
    const rate = rateOf(60);
    const empty: Bucket = { tokens: 0, atMs: START_MS };
    const setBack = refilled(empty, rate, START_MS - 3_600_000);
    expect(setBack.tokens).toBe(0);
    expect(msUntil(setBack, rate, 1, START_MS - 3_600_000)).toBe(1_000);
  });
});
