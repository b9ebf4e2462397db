import { Buffer } from 'node:buffer';
import { MAX_PAGE, type Page } from '../../../domain/ports/result-stream.ts';
import type { Entry } from '../../../domain/search/message.ts';
import type { Position } from '../../../domain/search/position.ts';
import type { SearchLog } from './search-log.ts';

/** What one page may hold of payload. Entries are not split, so the first one may be larger. */
const MAX_PAGE_BYTES = 128 * 1024;

const fitting = (entries: readonly Entry[]): readonly Entry[] => {
  let bytes = 0;
  const tooMany = entries.findIndex((entry, index) => {
    bytes += Buffer.byteLength(entry.payload);
    return index > 0 && bytes > MAX_PAGE_BYTES;
  });
  return tooMany === -1 ? entries : entries.slice(0, tooMany);
};

/** What lies behind a position; everything, if the position is not there. */
export const pageBehind = (log: SearchLog, after: Position, limit = MAX_PAGE): Page => {
  const found = log.indexBehind(after);
  const from = found ?? 0;
  return {
    start: log.entries[from - 1],
    reset: found === undefined,
    entries: fitting(log.entries.slice(from, from + Math.min(limit, MAX_PAGE))),
  };
};
