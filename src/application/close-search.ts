import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { Clock } from '../domain/ports/clock.ts';
import type { Journal } from '../domain/ports/journal.ts';
import type { Gone, ResultStream, Unavailable } from '../domain/ports/result-stream.ts';
import type { SearchId } from '../domain/search/search-id.ts';
import { appendDecision } from './append-decision.ts';
import { type Folding, readLog, type SearchLog } from './search-log.ts';

/** From outside a search ends because a client wants it to, or because its time is over. */
export type Closing = 'cancelled' | 'timed_out';

/** How a search of some kind is folded, and what its `completed` says when somebody closes it. */
export interface Ending<View> extends Folding<View> {
  closingPayload(log: SearchLog<View>, closing: Closing, at: string): string;
}

export interface CloseSearchDeps<View> {
  readonly stream: ResultStream;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly ending: Ending<View>;
}

export type CloseSearch = (id: SearchId, closing: Closing) => ResultAsync<void, Gone | Unavailable>;

/** Completes a search that has not completed; a success too where it has. Any number may try at once: one succeeds. */
export const closeSearch = <View>({ stream, clock, journal, ending }: CloseSearchDeps<View>): CloseSearch => {
  const close = async (id: SearchId, closing: Closing): Promise<Result<void, Gone | Unavailable>> => {
    const log = await readLog(stream, id, ending);
    if (log.isErr()) return err(log.error);
    const at = new Date(clock.now()).toISOString();
    const closed = await appendDecision(stream, log.value, ending, (now) => ({
      type: 'close',
      payload: ending.closingPayload(now, closing, at),
    }));
    if (closed.isOk()) {
      journal({ type: 'search_completed', id, by: closing === 'cancelled' ? 'client' : 'deadline' });
      return ok();
    }
    switch (closed.error.type) {
      case 'already_completed':
        return ok();
      case 'gone':
      case 'unavailable':
        return err(closed.error);
      case 'unknown_search':
      case 'already_requested':
      case 'not_processing':
      case 'already_processing':
      case 'full':
      case 'unusable_payload':
        throw new Error(`closing a search was refused: ${closed.error.type}`);
    }
  };
  return (id, closing) => new ResultAsync(close(id, closing));
};
