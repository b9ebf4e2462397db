import type { ResultAsync } from 'neverthrow';
import type { Clock } from '../domain/ports/clock.ts';
import type { Unavailable } from '../domain/ports/result-stream.ts';
import { type NotHeld, notHeld } from '../domain/search/not-held.ts';
import type { SearchId } from '../domain/search/search-id.ts';
import type { CloseSearch } from './close-search.ts';

export interface CancelSearchDeps {
  readonly closeSearch: CloseSearch;
  readonly clock: Clock;
  /** Longer than this after its creation no search is kept. */
  readonly keptAtMostMs: number;
}

export type CancelSearch = (id: SearchId) => ResultAsync<void, NotHeld | Unavailable>;

/** Ends a search at a client's wish. May be repeated: a search that is over stays as it is. */
export const cancelSearch =
  ({ closeSearch, clock, keptAtMostMs }: CancelSearchDeps): CancelSearch =>
  (id) =>
    closeSearch(id, 'cancelled').mapErr((error) =>
      error.type === 'gone' ? notHeld(id, clock.now(), keptAtMostMs) : error,
    );
