import type { Clock } from '../domain/ports/clock.ts';
import type { Deadlines } from '../domain/ports/deadlines.ts';
import type { Journal, StoreUse } from '../domain/ports/journal.ts';
import type { Unavailable } from '../domain/ports/result-stream.ts';
import type { SearchId } from '../domain/search/search-id.ts';
import type { CloseSearch } from './close-search.ts';

/** Half of what a search may be late at most, with time to read and append. */
const LOOK_EVERY_MS = 500;
/** Searches closed at one look; the rest stay due. */
const MAX_AT_ONCE = 100;

export interface CloseOverdueDeps {
  readonly deadlines: Deadlines;
  readonly closeSearch: CloseSearch;
  readonly clock: Clock;
  readonly journal: Journal;
}

/** Ends every search whose deadline has passed, until the signal aborts. Runs on every process, without a leader. */
export const closeOverdue = ({ deadlines, closeSearch, clock, journal }: CloseOverdueDeps) => {
  const unavailable = (during: StoreUse, { reason }: Unavailable): false => {
    journal({ type: 'store_unavailable', during, reason });
    return false;
  };

  /** Whether the search needs no closing any more. */
  const close = async (id: SearchId): Promise<boolean> => {
    try {
      const closed = await closeSearch(id, 'timed_out');
      // What cannot be reached stays due; what is gone has nothing left to be closed.
      if (closed.isErr() && closed.error.type === 'unavailable') return unavailable('close', closed.error);
      const removed = await deadlines.remove(id);
      return removed.isErr() ? unavailable('deadlines', removed.error) : true;
    } catch (error) {
      // A mistake with one search is not to keep the others open.
      journal({ type: 'close_crashed', id, error });
      return false;
    }
  };

  /** How many of those that were due are closed. */
  const closeDue = async (signal: AbortSignal): Promise<number> => {
    const due = await deadlines.due(MAX_AT_ONCE);
    if (due.isErr()) unavailable('deadlines', due.error);
    let closed = 0;
    for (const id of due.unwrapOr([])) if (!signal.aborted && (await close(id))) closed += 1;
    return closed;
  };

  return async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const closed = await closeDue(signal);
      // Where every one of a full look is closed there may be more, which are late already.
      if (closed < MAX_AT_ONCE) await clock.sleep(LOOK_EVERY_MS, signal);
    }
  };
};
