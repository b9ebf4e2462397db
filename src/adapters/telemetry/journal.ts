import type { Logger } from 'pino';
import type { Happening, Journal } from '../../domain/ports/journal.ts';
import type { SearchId } from '../../domain/search/search-id.ts';
import type { Metrics } from './metrics.ts';

/** Whoever holds an id can read its search, so a log holds only the end of it. */
const idInLogs = (id: SearchId): string => `…${id.slice(-8)}`;

const LEVELS: Readonly<Record<Happening['type'], 'debug' | 'info' | 'warn' | 'error'>> = {
  search_requested: 'info',
  search_claimed: 'info',
  search_completed: 'info',
  supplier_ended: 'info',
  entries_delivered: 'debug',
  entry_dropped: 'warn',
  wrong_seq: 'warn',
  viewer_reset: 'warn',
  viewer_faulted: 'warn',
  store_unavailable: 'warn',
  supplier_crashed: 'error',
  run_crashed: 'error',
  close_crashed: 'error',
};

/** Counts and logs what happens. */
export const createJournal =
  ({ logger, metrics }: { readonly logger: Logger; readonly metrics: Metrics }): Journal =>
  (happening) => {
    metrics.count(happening);
    const { type, ...details } = happening;
    const search = 'id' in happening ? { id: idInLogs(happening.id) } : {};
    const crash = 'error' in happening ? { error: undefined, err: happening.error } : {};
    logger[LEVELS[type]]({ ...details, ...search, ...crash }, type);
  };
