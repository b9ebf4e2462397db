import { err, ok, type Result } from 'neverthrow';
import type { Gone, Page, Unavailable } from '../domain/ports/result-stream.ts';
import { readingAfterReset } from '../domain/search/delivery.ts';
import type { DeliveredEntry } from '../domain/search/message.ts';
import { BEGINNING, type Position } from '../domain/search/position.ts';
import type { SearchId } from '../domain/search/search-id.ts';
import type { AbortScope } from './abort-scope.ts';
import { answersUntil } from './answers-until.ts';
import { closeWhenOverdue, type CloseWhenOverdueDeps } from './close-when-overdue.ts';
import { deliverPage } from './deliver-page.ts';
import { keepForReturn, keepForViewer, type KeepForViewerDeps } from './keep-for-viewer.ts';
import { type OpenViewing, reopen } from './open-viewing.ts';

/** An absent store is waited for so long; then the viewer is told, and may come back. */
const STORE_PATIENCE_MS = 10_000;
const STORE_PAUSE_MS = 250;
/** What lies there is given even when a search should long be over, if the store says it within this. */
const LAST_LOOK_MS = 100;

export type FaultCode = 'search_lost' | 'store_unavailable' | 'search_overdue';

export type Followed =
  | { readonly type: 'entries'; readonly entries: readonly DeliveredEntry[] }
  /** What the client holds is void; everything follows from the beginning. */
  | { readonly type: 'reset' }
  /** The last step of a search that cannot be followed to its end. */
  | { readonly type: 'fault'; readonly code: FaultCode; readonly retryable: boolean };

export interface FollowViewingDeps extends CloseWhenOverdueDeps, KeepForViewerDeps {}

/**
 * The steps of one viewing, to its end. Takes the scope under which the viewing was opened, and lets go of both however
 * it ends, provided that it was begun.
 */
export async function* followViewing(
  deps: FollowViewingDeps,
  id: SearchId,
  opened: OpenViewing,
  scope: AbortScope,
): AsyncGenerator<Followed, void> {
  const { stream, clock, journal, graceMs } = deps;
  const { signal } = scope;
  let { viewing, reading, first } = opened;
  let isVoid = false;
  /** Nothing lay behind the last page, or nothing can be known of it. */
  let caughtUp = false;
  let isLate = false;

  const nextPage = async (): Promise<Result<Page, Gone | Unavailable>> => {
    if (!isVoid) return viewing.next();
    const again = await reopen(stream, id, signal);
    if (again.isErr()) return err(again.error);
    isVoid = false;
    viewing = again.value.viewing;
    // Nobody may be waiting for it any more.
    if (signal.aborted) await viewing[Symbol.asyncDispose]();
    return ok(again.value.first ?? { reset: true, entries: [] });
  };
  const fault = (code: FaultCode): Followed => {
    journal({ type: 'viewer_faulted', id, code });
    return { type: 'fault', code, retryable: code !== 'search_lost' };
  };

  /** The client has been given the end, so as far as it goes nobody needs the search where it is not to be kept. */
  const letGo = async (end: Position): Promise<void> => {
    if (graceMs !== 0) return keepForReturn(id, deps);
    const gone = await stream.letGo(id, end);
    if (gone.isErr()) journal({ type: 'store_unavailable', during: 'retain', reason: gone.error.reason });
    return undefined;
  };

  try {
    const watching = closeWhenOverdue(id, deps, signal).then((late) => {
      if (!late) return;
      isLate = true;
      // A slow client is given what there is before it is told that the rest will not come.
      if (caughtUp) scope.abort();
    });
    // A mistake in it ends the steps, which throw it below.
    watching.catch(scope.abort);
    const inTime = answersUntil(watching, () => clock.sleep(LAST_LOOK_MS, signal));
    const keeping = keepForViewer(id, deps, signal);
    keeping.catch(scope.abort);
    /** Since when the store has not answered. */
    let awaySince: number | undefined;
    while (!signal.aborted) {
      // An answer that does not come holds up nobody who should have the end by now.
      const page = first === undefined ? await inTime(nextPage()) : ok<Page, Gone | Unavailable>(first);
      first = undefined;
      if (page === undefined) break;
      if (page.isErr()) {
        if (signal.aborted || isLate) break;
        if (page.error.type === 'gone') return yield fault('search_lost');
        awaySince ??= clock.now();
        if (clock.now() - awaySince >= STORE_PATIENCE_MS) return yield fault('store_unavailable');
        caughtUp = true;
        await clock.sleep(STORE_PAUSE_MS, signal);
        continue;
      }
      awaySince = undefined;
      caughtUp = page.value.entries.length === 0;
      if (caughtUp && isLate) break;
      if (page.value.reset) {
        journal({ type: 'viewer_reset', id });
        reading = readingAfterReset();
        yield { type: 'reset' };
      }
      const { entries, outcome, ...delivered } = deliverPage(id, reading, page.value.entries, journal);
      reading = delivered.reading;
      if (entries.length > 0) yield { type: 'entries', entries };
      if (outcome === 'unknown') return yield fault('search_lost');
      if (outcome === 'completed') return letGo(entries.at(-1)?.position ?? BEGINNING);
      if (outcome === 'gap') {
        await viewing[Symbol.asyncDispose]();
        isVoid = true;
      }
    }
    scope.abort();
    await watching;
    if (isLate) yield fault('search_overdue');
    await keeping;
  } finally {
    scope.abort();
    await viewing[Symbol.asyncDispose]();
  }
  return undefined;
}
