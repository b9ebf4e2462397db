import { err, ok, type Result, ResultAsync } from 'neverthrow';
import { type Snapshot, snapshot } from '../domain/flights/view/snapshot.ts';
import type { SearchView } from '../domain/flights/view/search-view.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { Unavailable } from '../domain/ports/result-stream.ts';
import { type NotHeld, notHeld } from '../domain/search/not-held.ts';
import type { SearchId } from '../domain/search/search-id.ts';
import type { FoldedSearches } from './folded-searches.ts';

export interface SnapshotSearchDeps {
  readonly folded: FoldedSearches<SearchView>;
  readonly clock: Clock;
  /** Longer than this after its creation no search is kept. */
  readonly keptAtMostMs: number;
}

export type SnapshotSearch = (id: SearchId) => ResultAsync<Snapshot, NotHeld | Unavailable>;

/** What is known of a search as of now: folding what comes behind its position onto it gives what folding all gives. */
export const snapshotSearch = ({ folded, clock, keptAtMostMs }: SnapshotSearchDeps): SnapshotSearch => {
  const take = async (id: SearchId): Promise<Result<Snapshot, NotHeld | Unavailable>> => {
    const missing = (): NotHeld => notHeld(id, clock.now(), keptAtMostMs);
    const log = await folded.now(id);
    if (log.isErr()) return err(log.error.type === 'gone' ? missing() : log.error);
    const taken = snapshot(log.value.view, log.value.position);
    return taken === undefined ? err(missing()) : ok(taken);
  };
  return (id) => new ResultAsync(take(id));
};
