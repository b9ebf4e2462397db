import type { ResultAsync } from 'neverthrow';
import type { Unavailable } from './result-stream.ts';

/** From the first search that a caller requests, until all of its allowance may be used again. */
export const RATE_WINDOW_MS = 60_000;

/** How much of what somebody may request within a minute is left. */
export interface Allowance {
  /** Nothing was left for this search. */
  readonly isExceeded: boolean;
  /** Searches a minute. */
  readonly limit: number;
  readonly remaining: number;
  /** Until all of it may be used again. */
  readonly resetMs: number;
}

/** How many searches each caller may request; on all gateways of one store together. */
export interface RateLimits {
  /** Counts one search of this caller, unless its allowance is used up. Repeated because its answer was lost, it may count twice. */
  spend(caller: string): ResultAsync<Allowance, Unavailable>;
}
