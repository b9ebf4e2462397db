import type { ResultAsync } from 'neverthrow';
import type { SearchId } from '../search/search-id.ts';
import type { Unavailable } from './result-stream.ts';

export interface SearchRequest {
  readonly id: SearchId;
  /** That of the search's `requested`. */
  readonly payload: string;
}

/** One provider's hold on a request. Unless it is renewed, another provider takes it over after `CLAIM_LASTS_MS`. */
export interface Claim {
  readonly request: SearchRequest;
  /** False once somebody else holds it: then stop working on it. */
  renew(): ResultAsync<boolean, Unavailable>;
  /** The search ended: nobody needs to work on it again. */
  settle(): ResultAsync<void, Unavailable>;
}

export const CLAIM_LASTS_MS = 10_000;
export const RENEW_CLAIM_MS = 3_000;
/** A request waits this long for a provider at most; its search is over long before. */
export const REQUEST_LASTS_MS = 120_000;

/** Requests on their way to a provider; each goes to one of them at a time. */
export interface RequestQueue {
  /** Not to be repeated when its answer was lost: the search's deadline makes good what did not arrive. */
  add(request: SearchRequest): ResultAsync<void, Unavailable>;
  /**
   * Up to `limit` requests, new ones and ones whose provider has let its claim lapse; waits for the first one a bounded
   * time, and answers none when that is over or the signal aborts.
   */
  claim(limit: number, signal: AbortSignal): ResultAsync<readonly Claim[], Unavailable>;
  /** For a provider that claims no more: nothing stays behind of it but the claims that it holds, which lapse. */
  leave(): ResultAsync<void, Unavailable>;
}
