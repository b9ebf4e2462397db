import type { ResultAsync } from 'neverthrow';
import type { SearchId } from '../search/search-id.ts';
import type { Unavailable } from './result-stream.ts';

/** The search that was requested under a key. */
export interface KeyHolder {
  readonly id: SearchId;
  /** Of what was requested: the same for the same criteria. One word. */
  readonly fingerprint: string;
  /** Whether the search was created, as far as its creator has said. */
  readonly created: boolean;
}

/** Longer than clients repeat requests, and than a search is kept by default. */
export const KEY_LASTS_MS = 24 * 60 * 60 * 1_000;

/** Which search was requested under which key, for `KEY_LASTS_MS`. A key is one word, and holds whom it belongs to. */
export interface IdempotencyKeys {
  /**
   * Lets `to` hold a key that is held by `from`, or by nobody, and answers who holds it then: of several that try at once,
   * the same one to all of them. May be repeated.
   */
  hold(key: string, to: KeyHolder, from?: KeyHolder): ResultAsync<KeyHolder, Unavailable>;
}
