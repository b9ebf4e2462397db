import type { Clock } from '../domain/ports/clock.ts';
import type { Journal } from '../domain/ports/journal.ts';
import { createdAt, type SearchId } from '../domain/search/search-id.ts';
import { abortScope } from './abort-scope.ts';
import type { CloseSearch } from './close-search.ts';
import { patiently } from './patiently.ts';

/** The closers have had their chance by then. */
const CLOSE_AFTER_DEADLINE_MS = 1_000;
/** Within two seconds of the deadline a viewer has its end, or is told that it will not come. */
const GIVE_UP_AFTER_MS = 900;

export interface CloseWhenOverdueDeps {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly closeSearch: CloseSearch;
  /** From its creation a search may take so long. */
  readonly deadlineMs: number;
}

/**
 * A viewer's own timer: closes its search if nobody else did. Resolves true when the search should long be over and the
 * viewer has still not been given its end; false when the signal aborted first.
 */
export const closeWhenOverdue = async (
  id: SearchId,
  { clock, journal, closeSearch, deadlineMs }: CloseWhenOverdueDeps,
  signal: AbortSignal,
): Promise<boolean> => {
  const inMs = createdAt(id) + deadlineMs + CLOSE_AFTER_DEADLINE_MS - clock.now();
  await clock.sleep(Math.max(0, inMs), signal);
  if (signal.aborted) return false;
  using trying = abortScope(signal);
  const close = async (): Promise<void> => {
    const patience = { clock, patienceMs: GIVE_UP_AFTER_MS, signal: trying.signal };
    const closed = await patiently(() => closeSearch(id, 'timed_out'), patience);
    if (closed.isErr() && closed.error.type === 'unavailable')
      journal({ type: 'store_unavailable', during: 'close', reason: closed.error.reason });
  };
  // Whatever comes of it: either the viewer is given `completed` now, or it is not. A store that is away cannot hold this up.
  const timeIsOver = clock.sleep(GIVE_UP_AFTER_MS, trying.signal);
  await Promise.race([timeIsOver, close().then(() => timeIsOver)]);
  return !signal.aborted;
};
