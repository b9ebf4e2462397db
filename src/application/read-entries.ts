import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { Clock } from '../domain/ports/clock.ts';
import type { Journal } from '../domain/ports/journal.ts';
import type { ResultStream, Unavailable } from '../domain/ports/result-stream.ts';
import { type NotHeld, notHeld } from '../domain/search/not-held.ts';
import { BEGINNING, type Position } from '../domain/search/position.ts';
import type { SearchId } from '../domain/search/search-id.ts';
import { behind, type Collected, collectEntries } from './collect-entries.ts';

/** How often to look where no bell rings. */
const LOOK_EVERY_MS = 1_000;

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

/** For readers that poll: what lies there at once if there is any, else as soon as some comes or the wait is over. */
export const readEntries = ({ stream, clock, journal, keptAtMostMs }: ReadEntriesDeps): ReadEntries => {
  const read = async (
    id: SearchId,
    { after, waitMs }: ReadEntriesRequest,
    signal: AbortSignal,
  ): Promise<Result<EntriesPage, NotHeld | Unavailable>> => {
    const until = clock.now() + waitMs;
    await using bell = stream.listen(id, signal);
    let from = behind(after);
    for (;;) {
      const found = await collectEntries(stream, id, from, journal);
      if (found.isErr()) {
        return err(found.error.type === 'gone' ? notHeld(id, clock.now(), keptAtMostMs) : found.error);
      }
      const { entries, completed, reset, next } = found.value;
      from = next;
      const leftMs = until - clock.now();
      if (entries.length > 0 || completed || reset || leftMs <= 0 || signal.aborted) {
        if (reset) journal({ type: 'viewer_reset', id });
        const position = entries.at(-1)?.position ?? (reset ? BEGINNING : after);
        return ok({ entries, completed, reset, position });
      }
      await bell.rung(Math.min(leftMs, LOOK_EVERY_MS));
    }
  };
  return (id, request, signal) => new ResultAsync(read(id, request, signal));
};
