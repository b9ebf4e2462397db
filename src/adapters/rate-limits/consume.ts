import { RateLimiterRes } from 'rate-limiter-flexible';
import type { Allowance } from '../../domain/ports/rate-limits.ts';

/** What it takes to count with this package, in whatever store. */
interface Limiter {
  readonly points: number;
  consume(caller: string): Promise<RateLimiterRes>;
}

/** Counts one search. The package throws where there is nothing left, which is an answer like any other here. */
export const consume = async (limiter: Limiter, caller: string): Promise<Allowance> => {
  const { points: limit } = limiter;
  try {
    const { remainingPoints, msBeforeNext } = await limiter.consume(caller);
    return { isExceeded: false, limit, remaining: remainingPoints, resetMs: msBeforeNext };
  } catch (thrown) {
    if (!(thrown instanceof RateLimiterRes)) throw thrown;
    return { isExceeded: true, limit, remaining: 0, resetMs: thrown.msBeforeNext };
  }
};
