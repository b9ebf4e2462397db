import { ResultAsync } from 'neverthrow';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { type Allowance, RATE_WINDOW_MS, type RateLimits } from '../../../domain/ports/rate-limits.ts';
import type { Unavailable } from '../../../domain/ports/result-stream.ts';
import { consume } from '../consume.ts';

/** Of about 600 bytes each. Beyond, whoever has requested nothing for longest begins anew. */
export const MAX_CALLERS = 10_000;

/** Counts in one process, by the machine's clock, and forgets with it. */
export class InMemoryRateLimits implements RateLimits {
  readonly #limiter: RateLimiterMemory;
  /** Whoever spent last is last. */
  readonly #callers = new Set<string>();

  constructor(limit: number) {
    const duration = RATE_WINDOW_MS / 1_000;
    this.#limiter = new RateLimiterMemory({ keyPrefix: '', points: limit, duration });
  }

  spend(caller: string): ResultAsync<Allowance, Unavailable> {
    this.#callers.delete(caller);
    this.#callers.add(caller);
    if (this.#callers.size > MAX_CALLERS) this.#forgetOldest();
    return ResultAsync.fromSafePromise(consume(this.#limiter, caller));
  }

  #forgetOldest(): void {
    for (const caller of this.#callers) {
      this.#callers.delete(caller);
      void this.#limiter.delete(caller);
      return;
    }
  }
}
