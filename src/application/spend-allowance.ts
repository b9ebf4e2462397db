import type { Result } from 'neverthrow';
import type { Clock } from '../domain/ports/clock.ts';
import type { Allowance, RateLimits } from '../domain/ports/rate-limits.ts';
import type { Unavailable } from '../domain/ports/result-stream.ts';
import { CLIENT_PATIENCE_MS, patiently } from './patiently.ts';

export interface SpendAllowanceDeps {
  readonly rateLimits: RateLimits;
  readonly clock: Clock;
}

/** Counts one search of somebody, and says what is left. */
export type SpendAllowance = (scope: string, signal: AbortSignal) => Promise<Result<Allowance, Unavailable>>;

/** As patient with the store as what is requested then. */
export const spendAllowance =
  ({ rateLimits, clock }: SpendAllowanceDeps): SpendAllowance =>
  (scope, signal) =>
    patiently(() => rateLimits.spend(scope), { clock, patienceMs: CLIENT_PATIENCE_MS, signal });
