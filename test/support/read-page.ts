import { type EntriesPage, readEntries } from '../../src/application/read-entries.ts';
import { BEGINNING, type Position } from '../../src/domain/search/position.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { KEPT_AT_MOST_MS, type SearchWorld } from './search-world.ts';

export const tryToReadPage = (
  world: SearchWorld,
  id: SearchId,
  after: Position = BEGINNING,
  waitMs = 0,
  signal = new AbortController().signal,
) => readEntries({ ...world, keptAtMostMs: KEPT_AT_MOST_MS })(id, { after, waitMs }, signal);

/** What a reader is given that does not stay connected. */
export const readPage = async (...request: Parameters<typeof tryToReadPage>): Promise<EntriesPage> =>
  (await tryToReadPage(...request))._unsafeUnwrap();
