import type { ResultAsync } from 'neverthrow';
import type { SearchId } from '../search/search-id.ts';
import type { Unavailable } from './result-stream.ts';

/** When each search must have ended, by the store's own clock, so that no two processes disagree about it. */
export interface Deadlines {
  /** Once: where its answer was lost it may be repeated, and the deadline does not move. */
  set(id: SearchId, inMs: number): ResultAsync<void, Unavailable>;
  /** How long a search has left, in ms: negative where its deadline has passed, undefined where it has none. */
  left(id: SearchId): ResultAsync<number | undefined, Unavailable>;
  /** Searches whose deadline has passed, at most `limit`; they stay due until they are removed. */
  due(limit: number): ResultAsync<readonly SearchId[], Unavailable>;
  /** Only a closer removes, and only what was due. */
  remove(id: SearchId): ResultAsync<void, Unavailable>;
}
