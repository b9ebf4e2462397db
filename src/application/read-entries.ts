import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { Clock } from '../domain/ports/clock.ts';
import type { Journal } from '../domain/ports/journal.ts';
import type { ResultStream, Unavailable } from '../domain/ports/result-stream.ts';
import { type NotHeld, notHeld } from '../domain/search/not-held.ts';
import { BEGINNING, type Position } from '../domain/search/position.ts';
import type { SearchId } from '../domain/search/search-id.ts';
import { behind, type Collected, collectEntries, type From } from './collect-entries.ts';

/** How often to look where no bell rings. */
const LOOK_EVERY_MS = 1_000;
/** Pollers of which it is remembered how far nothing was for them; whoever is forgotten is looked for from its position again. */
const MAX_REMEMBERED = 1_000;

export interface ReadEntriesDeps {
  readonly stream: ResultStream;
  readonly clock: Clock;
  readonly journal: Journal;
  /** Longer than this after its creation no search is kept. */
  readonly keptAtMostMs: number;
}

export interface EntriesPage extends Collected {
  /** Where the reader stands after them. */
  readonly position: Position;
}

export interface ReadEntriesRequest {
  readonly after: Position;
  /** How long to wait where nothing lies there. */
  readonly waitMs: number;
}

export type ReadEntries = (
  id: SearchId,
  request: ReadEntriesRequest,
  signal: AbortSignal,
) => ResultAsync<EntriesPage, NotHeld | Unavailable>;

/**
 * For readers that poll: what lies there at once if there is any, else as soon as some comes or the wait is over. One poll
 * looks only so far at what does not count, and the next one from the same position goes on from there: so a poller comes to
 * the end behind any amount of rubbish.
 */
export const readEntries = ({ stream, clock, journal, keptAtMostMs }: ReadEntriesDeps): ReadEntries => {
  /** The one that was used last is the last one to go. */
  const remembered = new Map<string, From>();
  const remember = (poller: string, from: From): void => {
    remembered.delete(poller);
    remembered.set(poller, from);
    for (const oldest of remembered.keys()) {
      if (remembered.size <= MAX_REMEMBERED) break;
      remembered.delete(oldest);
    }
  };

  const read = async (
    id: SearchId,
    { after, waitMs }: ReadEntriesRequest,
    signal: AbortSignal,
  ): Promise<Result<EntriesPage, NotHeld | Unavailable>> => {
    const until = clock.now() + waitMs;
    await using bell = stream.listen(id, signal);
    const poller = `${id} ${after}`;
    let from = remembered.get(poller) ?? behind(after);
    for (;;) {
      const found = await collectEntries(stream, id, from, journal);
      if (found.isErr()) {
        return err(found.error.type === 'gone' ? notHeld(id, clock.now(), keptAtMostMs) : found.error);
      }
      const { entries, completed, reset, next, isCutShort } = found.value;
      from = next;
      if (isCutShort && entries.length === 0 && !reset) remember(poller, next);
      const leftMs = until - clock.now();
      if (entries.length > 0 || completed || reset || leftMs <= 0 || signal.aborted) {
        if (reset) journal({ type: 'viewer_reset', id });
        const position = entries.at(-1)?.position ?? (reset ? BEGINNING : after);
        return ok({ entries, completed, reset, position });
      }
      if (!isCutShort) await bell.rung(Math.min(leftMs, LOOK_EVERY_MS));
    }
  };
  return (id, request, signal) => new ResultAsync(read(id, request, signal));
};
