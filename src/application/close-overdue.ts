import type { Clock } from '../domain/ports/clock.ts';
import type { Deadlines } from '../domain/ports/deadlines.ts';
import type { Journal } from '../domain/ports/journal.ts';
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
  const close = async (id: SearchId): Promise<void> => {
    const closed = await closeSearch(id, 'timed_out');
    // What cannot be reached stays due; what is gone has nothing left to be closed.
    if (closed.isErr() && closed.error.type === 'unavailable') return;
    const removed = await deadlines.remove(id);
    if (removed.isErr())
      journal({ type: 'store_unavailable', during: 'deadlines', reason: removed.error.reason });
  };

  return async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const due = await deadlines.due(MAX_AT_ONCE);
      if (due.isOk()) for (const id of due.value) await close(id);
      else journal({ type: 'store_unavailable', during: 'deadlines', reason: due.error.reason });
      await clock.sleep(LOOK_EVERY_MS, signal);
    }
  };
};
