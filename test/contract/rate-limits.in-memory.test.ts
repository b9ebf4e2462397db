import { afterEach, beforeEach, describe, expect, it, jest, test } from '@jest/globals';
import {
  InMemoryRateLimits,
  MAX_CALLERS,
} from '../../src/adapters/rate-limits/in-memory/in-memory-rate-limits.ts';
import { RATE_WINDOW_MS } from '../../src/domain/ports/rate-limits.ts';
import { LIMIT, rateLimitsContract } from './rate-limits.contract.ts';

const pass = async (): Promise<void> => {
  jest.advanceTimersByTime(RATE_WINDOW_MS);
};

describe('rate limits in memory', () => {
  // What counts goes by the machine's clock.
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test.each(Object.entries(rateLimitsContract))('%s', async (_promise, isKept) => {
    const limits = new InMemoryRateLimits(LIMIT);
    await isKept({ limits, otherLimits: limits, pass });
  });

  it('forget who has spent nothing for longest, for one caller more than they have room for', async () => {
    const limits = new InMemoryRateLimits(1);
    await limits.spend('oldest');
    await limits.spend('next');
    for (let count = 2; count < MAX_CALLERS; count += 1) await limits.spend(String(count));
    await limits.spend('oldest');
    await limits.spend('last');
    expect((await limits.spend('oldest'))._unsafeUnwrap().isExceeded).toBe(true);
    expect((await limits.spend('next'))._unsafeUnwrap().isExceeded).toBe(false);
  });
});
