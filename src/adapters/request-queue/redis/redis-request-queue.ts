import type { Redis } from 'ioredis';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import {
  type Claim,
  REQUEST_LASTS_MS,
  type RequestQueue,
  type SearchRequest,
} from '../../../domain/ports/request-queue.ts';
import type { Unavailable } from '../../../domain/ports/result-stream.ts';
import { isSearchId } from '../../../domain/search/search-id.ts';
import { attempt } from '../../redis/attempt.ts';
import type { RedisBells } from '../../redis/bells.ts';
import { runScript } from '../../redis/script.ts';
import type { RawEntry } from '../../redis/stream-reply.ts';
import { claimLapsed, claimNew, PROVIDERS_GROUP, REQUESTS_KEY } from './provider-group.ts';
import { ADD, RENEW } from './scripts.ts';

const REQUESTS_BELL = `flight.search.bell:{${REQUESTS_KEY}}`;
/** Nothing claimed is answered after this long. */
const CLAIM_WAIT_MS = 5_000;

export interface RedisRequestQueueOptions {
  readonly redis: Redis;
  readonly bells: RedisBells;
  readonly providerId: string;
  /** Hears of requests that no provider can work on; they are dropped. */
  readonly onUnusable: (requestId: string) => void;
}

const requestOf = ({ fields }: RawEntry): SearchRequest | undefined => {
  const id = fields?.get('search_id') ?? '';
  const payload = fields?.get('payload');
  return isSearchId(id) && payload !== undefined ? { id, payload } : undefined;
};

export class RedisRequestQueue implements RequestQueue {
  readonly #redis: Redis;
  readonly #bells: RedisBells;
  readonly #providerId: string;
  readonly #onUnusable: (requestId: string) => void;
  /** Where to go on looking for lapsed claims. */
  #lookFrom = '0-0';

  constructor({ redis, bells, providerId, onUnusable }: RedisRequestQueueOptions) {
    this.#redis = redis;
    this.#bells = bells;
    this.#providerId = providerId;
    this.#onUnusable = onUnusable;
  }

  add({ id, payload }: SearchRequest): ResultAsync<void, Unavailable> {
    const args = [id, payload, REQUEST_LASTS_MS, REQUESTS_BELL];
    return attempt(this.#redis, () => runScript(this.#redis, ADD, [REQUESTS_KEY], args)).map(() => undefined);
  }

  claim(limit: number, signal: AbortSignal): ResultAsync<readonly Claim[], Unavailable> {
    return new ResultAsync(this.#claim(limit, signal));
  }

  async #claim(limit: number, signal: AbortSignal): Promise<Result<readonly Claim[], Unavailable>> {
    await using bell = this.#bells.listen(REQUESTS_BELL, signal);
    await bell.subscribed;
    for (const until = Date.now() + CLAIM_WAIT_MS; !signal.aborted;) {
      const claims = await this.#claimNow(limit);
      if (claims.isErr() || claims.value.length > 0) return claims;
      const waitMs = until - Date.now();
      if (waitMs <= 0) break;
      await bell.rung(waitMs);
    }
    return ok([]);
  }

  /** Requests whose provider is gone come first: their searches have waited longest. */
  async #claimNow(limit: number): Promise<Result<readonly Claim[], Unavailable>> {
    const lapsed = await claimLapsed(this.#redis, this.#providerId, limit, this.#lookFrom);
    if (lapsed.isErr()) return err(lapsed.error);
    this.#lookFrom = lapsed.value.next;
    if (lapsed.value.entries.length > 0) return this.#claimsOn(lapsed.value.entries);
    const added = await claimNew(this.#redis, this.#providerId, limit);
    return added.isErr() ? err(added.error) : this.#claimsOn(added.value);
  }

  async #claimsOn(raw: readonly RawEntry[]): Promise<Result<readonly Claim[], Unavailable>> {
    const claims: Claim[] = [];
    for (const entry of raw) {
      const request = requestOf(entry);
      if (request !== undefined) {
        claims.push(this.#claimOn(entry.id, request));
        continue;
      }
      this.#onUnusable(entry.id);
      const settled = await this.#settle(entry.id);
      if (settled.isErr()) return err(settled.error);
    }
    return ok(claims);
  }

  #claimOn(requestId: string, request: SearchRequest): Claim {
    const claim = [PROVIDERS_GROUP, this.#providerId, requestId];
    return {
      request,
      renew: () =>
        attempt(this.#redis, () => runScript(this.#redis, RENEW, [REQUESTS_KEY], claim)).map(
          (answer) => answer === 'held',
        ),
      settle: () => this.#settle(requestId),
    };
  }

  #settle(requestId: string): ResultAsync<void, Unavailable> {
    return attempt(this.#redis, () => this.#redis.xack(REQUESTS_KEY, PROVIDERS_GROUP, requestId)).map(
      () => undefined,
    );
  }
}
