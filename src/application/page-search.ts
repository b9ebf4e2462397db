import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { Filters } from '../domain/flights/pages/filters.ts';
import { minorUnits } from '../domain/flights/offers/money.ts';
import { endOfMinute, type PagePlace } from '../domain/flights/pages/page-place.ts';
import type { Sort } from '../domain/flights/pages/ranking.ts';
import { type Row, rowsOf } from '../domain/flights/pages/rows.ts';
import { type SearchPage, searchPage } from '../domain/flights/pages/search-page.ts';
import type { SearchView } from '../domain/flights/view/search-view.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { Unavailable } from '../domain/ports/result-stream.ts';
import { type NotHeld, notHeld } from '../domain/search/not-held.ts';
import type { SearchId } from '../domain/search/search-id.ts';
import type { FoldedSearches } from './folded-searches.ts';
import type { NoSuchEntry, ReadError, SearchLog } from './search-log.ts';

export interface PageSearchDeps {
  readonly folded: FoldedSearches<SearchView>;
  readonly clock: Clock;
  /** Longer than this after its creation no search is kept. */
  readonly keptAtMostMs: number;
}

export interface PageRequest {
  readonly sort: Sort;
  readonly limit: number;
  readonly filters: Omit<Filters, 'max_price'>;
  /** A decimal string, in the currency of the search. */
  readonly max_price?: string;
  /** Where the page before ended; left out, the first page as of now. */
  readonly next?: PagePlace;
}

export interface PageAnswer {
  readonly page: SearchPage;
  /** Where it ends; undefined where no other page comes behind it. */
  readonly next: PagePlace | undefined;
}

/** `no_such_place`: what the page before was made of is not there any more, or never was. */
export type PageError =
  | NotHeld
  | Unavailable
  | { readonly type: 'no_such_place' }
  | { readonly type: 'no_such_price'; readonly currency: string };

export type PageSearch = (id: SearchId, request: PageRequest) => ResultAsync<PageAnswer, PageError>;

interface RowsAt {
  readonly asOfMs: number;
  readonly rows: readonly Row[];
}

/** What a client wants to see of a search, a page at a time. All pages that follow from one are of the same rows. */
export const pageSearch = ({ folded, clock, keptAtMostMs }: PageSearchDeps): PageSearch => {
  const known = new WeakMap<SearchView, RowsAt>();
  /** Whoever looks at one page looks at others of the same rows. */
  const rowsAt = (view: SearchView, asOfMs: number): readonly Row[] => {
    const made = known.get(view);
    if (made?.asOfMs === asOfMs) return made.rows;
    const rows = rowsOf(view, asOfMs);
    known.set(view, { asOfMs, rows });
    return rows;
  };

  const find = (
    id: SearchId,
    next: PagePlace | undefined,
  ): ResultAsync<SearchLog<SearchView>, ReadError | NoSuchEntry> =>
    next === undefined ? folded.now(id) : folded.asOf(id, next.position);

  const take = async (id: SearchId, request: PageRequest): Promise<Result<PageAnswer, PageError>> => {
    const missing = (): NotHeld => notHeld(id, clock.now(), keptAtMostMs);
    const { sort, limit, next } = request;
    const log = await find(id, next);
    if (log.isErr()) {
      if (log.error.type === 'gone') return err(missing());
      return err(log.error.type === 'no_such_entry' ? { type: 'no_such_place' } : log.error);
    }
    const { view, position } = log.value;
    const filters = filtersIn(view, request);
    if (filters.isErr()) return err(filters.error);
    const asOfMs = next?.asOfMs ?? endOfMinute(clock.now());
    const source = { view, rows: rowsAt(view, asOfMs), position, asOfMs };
    const behind = next?.itineraryId;
    const wanted = { sort, limit, filters: filters.value, ...(behind !== undefined && { behind }) };
    const found = searchPage(source, wanted);
    if (found.isErr()) return err(found.error.type === 'unreadable' ? missing() : { type: 'no_such_place' });
    const { page, goesOnBehind } = found.value;
    if (goesOnBehind === undefined) return ok({ page, next: undefined });
    folded.keep(log.value);
    return ok({ page, next: { position, asOfMs, itineraryId: goesOnBehind } });
  };
  return (id, request) => new ResultAsync(take(id, request));
};

/** How much a decimal string is worth depends on its currency. */
const filtersIn = (
  { requested }: SearchView,
  { filters, max_price }: PageRequest,
): Result<Filters, Extract<PageError, { type: 'no_such_price' }>> => {
  const currency = requested?.criteria.currency;
  if (max_price === undefined || currency === undefined) return ok(filters);
  const units = minorUnits({ amount: max_price, currency });
  return units === undefined
    ? err({ type: 'no_such_price', currency })
    : ok({ ...filters, max_price: units });
};
