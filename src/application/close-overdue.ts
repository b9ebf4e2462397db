import type { Clock } from '../domain/ports/clock.ts';
import type { Deadlines } from '../domain/ports/deadlines.ts';
import type { Journal, StoreUse } from '../domain/ports/journal.ts';
import type { ResultStream, Unavailable } from '../domain/ports/result-stream.ts';
import type { SearchId } from '../domain/search/search-id.ts';
import type { CloseSearch } from './close-search.ts';

/** Half of what a search may be late at most, with time to read and append. */
const LOOK_EVERY_MS = 500;
/** Searches closed at one look; the rest stay due. */
const MAX_A_LOOK = 100;
/** Closed at the same time: enough that a storm of them is over in time, and few enough to hold in memory. */
const MAX_AT_ONCE = 16;

export interface CloseOverdueDeps {
  readonly stream: ResultStream;
  readonly deadlines: Deadlines;
  readonly closeSearch: CloseSearch;
  readonly clock: Clock;
  readonly journal: Journal;
  /** How long a search is kept. */
  readonly ttlMs: number;
  /** How long one that is completed is kept for viewers on their way back; left out, as long as any other. */
  readonly graceMs?: number | undefined;
}

/**
 * Ends every search whose deadline has passed, and sees to it that nothing is kept for ever, until the signal aborts. Runs on
 * every process, without a leader.
 */
export const closeOverdue = (deps: CloseOverdueDeps) => {
  const { stream, deadlines, closeSearch, clock, journal, ttlMs, graceMs } = deps;

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
      // Whoever completed it need not have said how long it is kept from then on.
      const kept = graceMs === undefined || graceMs === 0 ? undefined : await stream.expire(id, graceMs);
      if (kept?.isErr()) return unavailable('retain', kept.error);
    } catch (error) {
      // A mistake with one search is not to keep the others open: it would be made again, and stay the first in line.
      journal({ type: 'close_crashed', id, error });
    }
    const removed = await deadlines.remove(id);
    return removed.isErr() ? unavailable('deadlines', removed.error) : true;
  };

  /** How many of those that were due are closed. */
  const closeDue = async (signal: AbortSignal): Promise<number> => {
    const due = await deadlines.due(MAX_A_LOOK);
    if (due.isErr()) unavailable('deadlines', due.error);
    const waiting = due.unwrapOr([]).values();
    let closed = 0;
    const closeOn = async (): Promise<void> => {
      for (const id of waiting) {
        if (signal.aborted) return;
        if (await close(id)) closed += 1;
      }
    };
    await Promise.all(Array.from({ length: MAX_AT_ONCE }, closeOn));
    return closed;
  };

  /** One step of the way round all that anybody may have left there. */
  const tidy = async (): Promise<void> => {
    const tidied = await stream.tidy(ttlMs);
    if (tidied.isErr()) unavailable('tidy', tidied.error);
    else if (tidied.value.removed > 0) journal({ type: 'strays_removed', count: tidied.value.removed });
  };

  return async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const closed = await closeDue(signal);
      if (!signal.aborted) await tidy();
      // Where every one of a full look is closed there may be more, which are late already.
      if (closed < MAX_A_LOOK) await clock.sleep(LOOK_EVERY_MS, signal);
    }
  };
};
