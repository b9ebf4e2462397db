import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { Clock } from '../domain/ports/clock.ts';
import type { Gone, ResultStream, Unavailable } from '../domain/ports/result-stream.ts';
import { type NotHeld, notHeld } from '../domain/search/not-held.ts';
import { BEGINNING } from '../domain/search/position.ts';
import type { SearchId } from '../domain/search/search-id.ts';
import type { CloseSearch } from './close-search.ts';

export interface CancelSearchDeps {
  readonly closeSearch: CloseSearch;
  readonly stream: ResultStream;
  /** Who requested a search, by the payload of its `requested`. */
  readonly callerIn: (payload: string) => string | undefined;
  readonly clock: Clock;
  /** Longer than this after its creation no search is kept. */
  readonly keptAtMostMs: number;
}

/** The search was requested by somebody else. */
export type NotAllowed = { readonly type: 'not_allowed' };

/** `caller`: who wishes it, by the name of an API key; none where nobody has one, and anybody may who knows the id. */
export type CancelSearch = (
  id: SearchId,
  caller?: string,
) => ResultAsync<void, NotAllowed | NotHeld | Unavailable>;

/** Ends a search at the wish of the client that requested it. May be repeated: a search that is over stays as it is. */
export const cancelSearch = (deps: CancelSearchDeps): CancelSearch => {
  const { closeSearch, stream, callerIn, clock, keptAtMostMs } = deps;

  const requireOwner = async (
    id: SearchId,
    caller: string,
  ): Promise<Result<void, NotAllowed | Gone | Unavailable>> => {
    const page = await stream.read(id, BEGINNING, 1);
    if (page.isErr()) return err(page.error);
    const [first] = page.value.entries;
    if (first?.status !== 'requested') return err({ type: 'gone' });
    return callerIn(first.payload) === caller ? ok() : err({ type: 'not_allowed' });
  };

  return (id, caller) => {
    const allowed = caller === undefined ? ok() : requireOwner(id, caller);
    return new ResultAsync(Promise.resolve(allowed))
      .andThen(() => closeSearch(id, 'cancelled'))
      .mapErr((error) => (error.type === 'gone' ? notHeld(id, clock.now(), keptAtMostMs) : error));
  };
};
