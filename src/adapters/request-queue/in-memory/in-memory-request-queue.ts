import { errAsync, okAsync, ResultAsync } from 'neverthrow';
import type { Clock } from '../../../domain/ports/clock.ts';
import {
  type Claim,
  CLAIM_LASTS_MS,
  REQUEST_LASTS_MS,
  type RequestQueue,
  type SearchRequest,
} from '../../../domain/ports/request-queue.ts';
import type { Unavailable } from '../../../domain/ports/result-stream.ts';

/** As many requests as one process holds searches: more could not be answered anyway. */
export const MAX_REQUESTS = 2_000;

/** A claimer that finds nothing waits this long, and so it also finds claims that lapse meanwhile. */
const LONGEST_WAIT_MS = 1_000;

interface Held {
  readonly request: SearchRequest;
  readonly untilMs: number;
  /** The claim that holds it; undefined until the first one. */
  claim: Claim | undefined;
  claimedUntilMs: number;
}

/** Requests for the providers of this process. */
export class InMemoryRequestQueue implements RequestQueue {
  readonly #clock: Clock;
  readonly #held = new Set<Held>();
  readonly #waiting = new Set<AbortController>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(request: SearchRequest): ResultAsync<void, Unavailable> {
    this.#dropOld();
    if (this.#held.size >= MAX_REQUESTS) {
      return errAsync({ type: 'unavailable', reason: 'as many requests are held in memory as may be' });
    }
    const untilMs = this.#clock.now() + REQUEST_LASTS_MS;
    this.#held.add({ request, untilMs, claim: undefined, claimedUntilMs: 0 });
    for (const claimer of this.#waiting) claimer.abort();
    return okAsync();
  }

  claim(limit: number, signal: AbortSignal): ResultAsync<readonly Claim[], Unavailable> {
    return ResultAsync.fromSafePromise(this.#claimed(limit, signal));
  }

  /** Nothing here is anybody's but its claims, which lapse. */
  leave(): ResultAsync<void, Unavailable> {
    return okAsync();
  }

  async #claimed(limit: number, signal: AbortSignal): Promise<readonly Claim[]> {
    const untilMs = this.#clock.now() + LONGEST_WAIT_MS;
    for (;;) {
      if (signal.aborted) return [];
      const claims = this.#free(limit).map((held) => this.#take(held));
      const leftMs = untilMs - this.#clock.now();
      if (claims.length > 0 || leftMs <= 0) return claims;
      await this.#added(leftMs, signal);
    }
  }

  async #added(waitMs: number, signal: AbortSignal): Promise<void> {
    const waiting = new AbortController();
    const stop = () => waiting.abort();
    signal.addEventListener('abort', stop, { once: true });
    this.#waiting.add(waiting);
    await this.#clock.sleep(waitMs, waiting.signal);
    this.#waiting.delete(waiting);
    signal.removeEventListener('abort', stop);
  }

  #free(limit: number): readonly Held[] {
    this.#dropOld();
    const nowMs = this.#clock.now();
    return [...this.#held].filter(({ claimedUntilMs }) => claimedUntilMs <= nowMs).slice(0, limit);
  }

  #take(held: Held): Claim {
    const claim: Claim = {
      request: held.request,
      renew: () => {
        const mine = held.claim === claim && this.#held.has(held);
        if (mine) held.claimedUntilMs = this.#clock.now() + CLAIM_LASTS_MS;
        return okAsync(mine);
      },
      settle: () => {
        this.#held.delete(held);
        return okAsync();
      },
    };
    held.claim = claim;
    held.claimedUntilMs = this.#clock.now() + CLAIM_LASTS_MS;
    return claim;
  }

  #dropOld(): void {
    const nowMs = this.#clock.now();
    for (const held of this.#held) if (held.untilMs <= nowMs) this.#held.delete(held);
  }
}
