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
import {
  claimLapsed,
  claimNew,
  forgetGone,
  leaveGroup,
  PROVIDERS_GROUP,
  REQUESTS_KEY,
} from './provider-group.ts';
import { ADD, RENEW } from './scripts.ts';

const REQUESTS_BELL = `flight.search.bell:{${REQUESTS_KEY}}`;
/** Nothing claimed is answered after this long. */
const CLAIM_WAIT_MS = 5_000;
/** Rarely, since providers that end without a word are rare. */
const FORGET_EVERY_MS = 60_000;
/** So much longer than a claim lasts that whoever was not heard of for this long has ended. */
const GONE_AFTER_MS = 600_000;

export interface RedisRequestQueueOptions {
  readonly redis: Redis;
  readonly bells: RedisBells;
  readonly providerId: string;
  /** Hears of requests that no provider can work on; they are dropped. */
  readonly onUnusable: (requestId: string) => void;
  /** How long a provider is not heard of that is taken out of the group. */
  readonly goneAfterMs?: number;
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
  readonly #goneAfterMs: number;
  /** Where to go on looking for lapsed claims. */
  #lookFrom = '0-0';
  /** When to look next for providers that are gone. */
  #forgetAtMs = 0;

  constructor({ redis, bells, providerId, onUnusable, goneAfterMs }: RedisRequestQueueOptions) {
    this.#redis = redis;
    this.#bells = bells;
    this.#providerId = providerId;
    this.#onUnusable = onUnusable;
    this.#goneAfterMs = goneAfterMs ?? GONE_AFTER_MS;
  }

  add({ id, payload }: SearchRequest): ResultAsync<void, Unavailable> {
    const args = [id, payload, REQUEST_LASTS_MS, REQUESTS_BELL];
    return attempt(this.#redis, () => runScript(this.#redis, ADD, [REQUESTS_KEY], args)).map(() => undefined);
  }

  claim(limit: number, signal: AbortSignal): ResultAsync<readonly Claim[], Unavailable> {
    return new ResultAsync(this.#claim(limit, signal));
  }

  leave(): ResultAsync<void, Unavailable> {
    return leaveGroup(this.#redis, this.#providerId);
  }

  async #claim(limit: number, signal: AbortSignal): Promise<Result<readonly Claim[], Unavailable>> {
    await using bell = this.#bells.listen(REQUESTS_BELL, signal);
    await bell.subscribed;
    const forgotten = await this.#forgetGone();
    if (forgotten.isErr()) return err(forgotten.error);
    for (const until = Date.now() + CLAIM_WAIT_MS; !signal.aborted;) {
      const entries = await this.#entriesNow(limit);
      if (entries.isErr()) return err(entries.error);
      const claims = await this.#claimsOn(entries.value);
      if (claims.isErr() || claims.value.length > 0) return claims;
      const waitMs = until - Date.now();
      if (waitMs <= 0) break;
      // Behind requests that nobody can work on there may be others that have waited.
      if (entries.value.length === 0) await bell.rung(waitMs);
    }
    return ok([]);
  }

  async #forgetGone(): Promise<Result<void, Unavailable>> {
    if (Date.now() < this.#forgetAtMs) return ok(undefined);
    this.#forgetAtMs = Date.now() + FORGET_EVERY_MS;
    return forgetGone(this.#redis, this.#goneAfterMs);
  }

  /** Requests whose provider is gone come first: their searches have waited longest. */
  async #entriesNow(limit: number): Promise<Result<readonly RawEntry[], Unavailable>> {
    const lapsed = await claimLapsed(this.#redis, this.#providerId, limit, this.#lookFrom);
    if (lapsed.isErr()) return err(lapsed.error);
    this.#lookFrom = lapsed.value.next;
    if (lapsed.value.entries.length > 0) return ok(lapsed.value.entries);
    return claimNew(this.#redis, this.#providerId, limit);
  }

  async #claimsOn(raw: readonly RawEntry[]): Promise<Result<readonly Claim[], Unavailable>> {
    const claims: Claim[] = [];
    const unusable: string[] = [];
    for (const entry of raw) {
      const request = requestOf(entry);
      if (request === undefined) unusable.push(entry.id);
      else claims.push(this.#claimOn(entry.id, request));
    }
    if (unusable.length === 0) return ok(claims);
    for (const requestId of unusable) this.#onUnusable(requestId);
    return this.#settle(...unusable).map(() => claims);
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

  #settle(...requestIds: readonly string[]): ResultAsync<void, Unavailable> {
    return attempt(this.#redis, () => this.#redis.xack(REQUESTS_KEY, PROVIDERS_GROUP, ...requestIds)).map(
      () => undefined,
    );
  }
}
