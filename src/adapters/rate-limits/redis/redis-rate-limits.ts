import type { Redis } from 'ioredis';
import type { ResultAsync } from 'neverthrow';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { type Allowance, RATE_WINDOW_MS, type RateLimits } from '../../../domain/ports/rate-limits.ts';
import type { Unavailable } from '../../../domain/ports/result-stream.ts';
import { attempt } from '../../redis/attempt.ts';
import { consume } from '../consume.ts';

/** Counts for all gateways of one Redis, by its clock, in keys that last no longer than their minute. */
export class RedisRateLimits implements RateLimits {
  readonly #redis: Redis;
  readonly #limiter: RateLimiterRedis;

  constructor(redis: Redis, limit: number) {
    this.#redis = redis;
    this.#limiter = new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: 'flight.search.rate',
      points: limit,
      duration: RATE_WINDOW_MS / 1_000,
    });
  }

  spend(caller: string): ResultAsync<Allowance, Unavailable> {
    return attempt(this.#redis, () => consume(this.#limiter, caller));
  }
}
