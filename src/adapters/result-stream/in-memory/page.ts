import { MAX_PAGE, type PageBehind } from '../../../domain/ports/result-stream.ts';
import type { Position } from '../../../domain/search/position.ts';
import { fitPage } from '../fit-page.ts';
import type { SearchLog } from './search-log.ts';

/** What lies behind a position; everything, if the position is not there. */
export const pageBehind = (log: SearchLog, after: Position, limit = MAX_PAGE): PageBehind => {
  const found = log.indexBehind(after);
  const from = found ?? 0;
  return {
    start: log.entries[from - 1],
    reset: found === undefined,
    entries: fitPage(log.entries.slice(from, from + Math.min(limit, MAX_PAGE))),
  };
};
