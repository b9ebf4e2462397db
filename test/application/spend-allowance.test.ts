import { describe, expect, it } from '@jest/globals';
import { errAsync } from 'neverthrow';
import { InMemoryRateLimits } from '../../src/adapters/rate-limits/in-memory/in-memory-rate-limits.ts';
import { spendAllowance } from '../../src/application/spend-allowance.ts';
import type { RateLimits } from '../../src/domain/ports/rate-limits.ts';
import { instantClock } from '../support/instant-clock.ts';

const UNHEARD = new AbortController().signal;
const LIMIT = 5;

/** Limits whose store is away so many times. */
const awayFor = (times: number): RateLimits => {
  const limits = new InMemoryRateLimits(LIMIT);
  let left = times;
  return {
    spend: (caller) => {
      left -= 1;
      return left < 0 ? limits.spend(caller) : errAsync({ type: 'unavailable', reason: 'away' });
    },
  };
};

const spend = (times: number, signal: AbortSignal = UNHEARD) =>
  spendAllowance({ rateLimits: awayFor(times), clock: instantClock() })('key:web', signal);

describe('an allowance', () => {
  it('is spent once, though the store was away for a moment', async () => {
    expect((await spend(2))._unsafeUnwrap()).toMatchObject({ isExceeded: false, remaining: LIMIT - 1 });
  });

  it('is not waited for any longer where the store stays away', async () => {
    expect((await spend(1_000))._unsafeUnwrapErr()).toEqual({ type: 'unavailable', reason: 'away' });
  });

  it('is not waited for where its client has left', async () => {
    expect((await spend(1, AbortSignal.abort()))._unsafeUnwrapErr()).toMatchObject({ type: 'unavailable' });
  });
});
