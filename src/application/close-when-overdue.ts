import type { Clock } from '../domain/ports/clock.ts';
import type { Deadlines } from '../domain/ports/deadlines.ts';
import type { Journal } from '../domain/ports/journal.ts';
import { createdAt, type SearchId } from '../domain/search/search-id.ts';
import { abortScope } from './abort-scope.ts';
import type { CloseSearch } from './close-search.ts';
import { patiently } from './patiently.ts';

/** The closers have had their chance by then. */
const CLOSE_AFTER_DEADLINE_MS = 1_000;
/** Within two seconds of the deadline a viewer has its end, or is told that it will not come. */
const GIVE_UP_AFTER_MS = 900;

/** Once to learn how much is left, and once more to learn that it has passed; the rest is for a store that was moved. */
const MAX_LOOKS = 5;

export interface CloseWhenOverdueDeps {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly closeSearch: CloseSearch;
  readonly deadlines: Deadlines;
  /** From its creation a search may take so long. */
  readonly deadlineMs: number;
}

/**
 * A viewer's own timer: closes its search if nobody else did. Resolves true when the search should long be over and the
 * viewer has still not been given its end; false when the signal aborted first. A search's time is the store's: this clock,
 * and the one under which the id was made, only tell when to ask.
 */
export const closeWhenOverdue = async (
  id: SearchId,
  deps: CloseWhenOverdueDeps,
  signal: AbortSignal,
): Promise<boolean> => {
  const { clock, deadlineMs } = deps;
  const longestMs = deadlineMs + CLOSE_AFTER_DEADLINE_MS;
  // Who comes when it is over already is mostly given the end at once, and then there is nothing to ask.
  let inMs = Math.max(CLOSE_AFTER_DEADLINE_MS, createdAt(id) + longestMs - clock.now());
  for (let looks = 0; looks < MAX_LOOKS && !signal.aborted; looks += 1) {
    await clock.sleep(Math.min(Math.max(0, inMs), longestMs), signal);
    if (signal.aborted) return false;
    using trying = abortScope(signal);
    // Whatever comes of it: either the viewer is given `completed` now, or it is not. A store that is away cannot hold this up.
    const timeIsOver = clock.sleep(GIVE_UP_AFTER_MS, trying.signal).then(() => undefined);
    const closed = closeUnlessLeft(id, deps, trying.signal).then((leftMs) => leftMs ?? timeIsOver);
    const leftMs = await Promise.race([timeIsOver, closed]);
    if (leftMs === undefined) break;
    inMs = leftMs + CLOSE_AFTER_DEADLINE_MS;
  }
  return !signal.aborted;
};

/** How many ms are left, at least, where any were; else the search is closed, if it can be. */
const closeUnlessLeft = async (
  id: SearchId,
  { clock, journal, deadlines, closeSearch }: CloseWhenOverdueDeps,
  signal: AbortSignal,
): Promise<number | undefined> => {
  const patience = { clock, patienceMs: GIVE_UP_AFTER_MS, signal };
  let askedAtMs = clock.now();
  const ask = () => {
    askedAtMs = clock.now();
    return deadlines.left(id);
  };
  const left = await patiently(ask, patience);
  // It may have been so much when the store was asked, and the answer long on its way.
  if (left.isOk() && left.value !== undefined && left.value > 0)
    return left.value - (clock.now() - askedAtMs);
  const closed = left.isErr() ? left : await patiently(() => closeSearch(id, 'timed_out'), patience);
  if (closed.isErr() && closed.error.type === 'unavailable')
    journal({ type: 'store_unavailable', during: 'close', reason: closed.error.reason });
  return undefined;
};
