import type { Logger } from 'pino';
import type { Clock } from '../../domain/ports/clock.ts';
import type { Happening, Journal } from '../../domain/ports/journal.ts';
import type { SearchId } from '../../domain/search/search-id.ts';
import type { Metrics } from './metrics.ts';
import { thinOut } from './thin-out.ts';

/** Whoever holds an id can read its search, so a log holds only the end of it. */
const idInLogs = (id: SearchId): string => `…${id.slice(-8)}`;

const LEVELS: Readonly<Record<Happening['type'], 'debug' | 'info' | 'warn' | 'error'>> = {
  search_requested: 'info',
  request_refused: 'info',
  search_claimed: 'info',
  search_completed: 'info',
  supplier_ended: 'info',
  offers_dropped: 'info',
  entries_delivered: 'debug',
  entry_dropped: 'warn',
  wrong_seq: 'warn',
  request_dropped: 'warn',
  strays_removed: 'warn',
  viewer_reset: 'warn',
  viewer_faulted: 'warn',
  store_reached: 'info',
  store_unavailable: 'warn',
  supplier_crashed: 'error',
  run_crashed: 'error',
  close_crashed: 'error',
};

const REPEATED: ReadonlySet<Happening['type']> = new Set([
  'wrong_seq',
  'viewer_reset',
  'request_dropped',
  'strays_removed',
]);

/** What anybody can make happen any number of times; its kinds are few, since all of these are closed sets. */
const kindOf = (happening: Happening): string | undefined => {
  if (happening.type === 'store_unavailable') return `${happening.type} ${happening.during}`;
  if (happening.type === 'request_refused') return `${happening.type} ${happening.why}`;
  if (happening.type === 'viewer_faulted') return `${happening.type} ${happening.code}`;
  if (happening.type === 'entry_dropped') return `${happening.type} ${happening.reason}`;
  return REPEATED.has(happening.type) ? happening.type : undefined;
};

export interface JournalDeps {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
}

/** Counts and logs what happens. Every happening is counted; a line may stand for several of a kind. */
export const createJournal = ({ logger, metrics, clock }: JournalDeps): Journal => {
  const linesFor = thinOut();
  return (happening) => {
    metrics.count(happening);
    const kind = kindOf(happening);
    const times = kind === undefined ? 1 : linesFor(kind, clock.now());
    if (times === undefined) return;
    const { type, ...details } = happening;
    const search = 'id' in happening ? { id: idInLogs(happening.id) } : {};
    const crash = 'error' in happening ? { error: undefined, err: happening.error } : {};
    logger[LEVELS[type]]({ ...details, ...search, ...crash, ...(times > 1 && { times }) }, type);
  };
};
