import { err, ok, type Result } from 'neverthrow';
import type { Position } from '../../search/position.ts';
import type { Phase } from '../../search/session.ts';
import { type Candidate, candidatesOf, offersOf } from './candidates.ts';
import { type Facets, facetsOf } from './facets.ts';
import type { Filters } from './filters.ts';
import type { LiveOffer } from './live-offer.ts';
import type { Dictionaries, Progress, Requested } from '../view/messages.ts';
import { type Money, moneyOf } from '../offers/money.ts';
import type { Itinerary } from '../offers/offer.ts';
import { pageNames } from './page-names.ts';
import { type PageStats, statsOf } from './page-stats.ts';
import { COMPARE, type Ranked, ranked, scoreOf, type Sort, SORTS } from './ranking.ts';
import type { Row } from './rows.ts';
import { faultsOf, type SearchView, type SupplierOffer, type SupplierView } from '../view/search-view.ts';

/** Of a row; who wants more narrows the search down, or reads the whole of it. */
export const MAX_ROW_OFFERS = 5;

/** What somebody wants to see of a search. */
export interface PageWanted {
  readonly sort: Sort;
  readonly limit: number;
  readonly filters: Filters;
  /** The itinerary behind which the page begins; left out, it begins with the first one. */
  readonly behind?: string;
}

/** An itinerary with the offers that pass the filters. */
export interface PageRow extends Itinerary {
  /** The cheapest first, and no more than a few. */
  readonly offers: readonly SupplierOffer[];
  /** That are not shown here. */
  readonly more_offers: number;
  /** Of the cheapest of them. */
  readonly price: Money;
  /** 0 to 10, of the best one 10. For show: rows are in the order that was asked for. */
  readonly score: number;
  /** The orders in which it comes first. */
  readonly labels?: readonly Sort[];
}

export interface SearchPage extends Pick<Requested, 'search_id'> {
  readonly status: Exclude<Phase, 'unknown'>;
  readonly progress: Progress;
  readonly suppliers: readonly SupplierView[];
  readonly truncated: boolean;
  /** Up to which the search is told here. */
  readonly position: Position;
  /** Offers that have expired by then are not here. */
  readonly as_of: string;
  readonly itineraries: readonly PageRow[];
  readonly stats: PageStats;
  readonly facets: Facets;
  readonly dictionaries: Dictionaries;
}

export interface PageFound {
  readonly page: SearchPage;
  /** The last itinerary of the page; undefined where no other comes behind it. */
  readonly goesOnBehind: string | undefined;
}

/** What a page is made of: the rows of a view at an instant. */
export interface PageSource {
  readonly view: SearchView;
  readonly rows: readonly Row[];
  readonly position: Position;
  readonly asOfMs: number;
}

/** `unreadable`: nobody understands what was requested. `no_such_row`: nothing is to be seen of where it should begin. */
export type NoPage = { readonly type: 'unreadable' } | { readonly type: 'no_such_row' };

export const searchPage = (
  { view, rows, position, asOfMs }: PageSource,
  { sort, limit, filters, behind }: PageWanted,
): Result<PageFound, NoPage> => {
  const { requested, phase } = view;
  if (requested === undefined || phase === 'unknown') return err({ type: 'unreadable' });
  const { currency, slices } = requested.criteria;
  const candidates = candidatesOf(rows, filters);
  const found = candidates.flatMap(seen).toSorted((one, other) => COMPARE[sort](one.ranked, other.ranked));
  const last = found.findIndex((row) => idOf(row) === behind);
  if (behind !== undefined && last === -1) return err({ type: 'no_such_row' });
  const shown = found.slice(last + 1, last + 1 + limit);

  const offers = found.reduce((sum, row) => sum + row.offers.length, 0);
  const inOrder = found.map((row) => row.ranked);
  const stats = statsOf(inOrder, offers, faultsOf(view), currency);
  const facets = facetsOf(candidates, slices.length, currency);
  const leastCost = inOrder.reduce((least, { cost }) => Math.min(least, cost), Infinity);
  const itineraries = shown.map((row) => pageRow(row, leastCost, stats));
  const page = {
    search_id: requested.search_id,
    status: phase,
    progress: view.progress,
    suppliers: [...view.suppliers.values()],
    truncated: view.truncated,
    position,
    as_of: new Date(asOfMs).toISOString(),
    itineraries,
    stats,
    facets,
    dictionaries: pageNames(
      view,
      itineraries.flatMap((row) => row.slices),
      facets,
    ),
  };
  const end = shown.at(-1);
  const goesOn = end !== undefined && last + 1 + limit < found.length;
  return ok({ page, goesOnBehind: goesOn ? idOf(end) : undefined });
};

interface Seen {
  readonly ranked: Ranked;
  readonly offers: readonly LiveOffer[];
}

/** A candidate that passes every filter. */
const seen = (candidate: Candidate): readonly Seen[] => {
  const offers = offersOf(candidate);
  const [cheapest] = offers;
  return cheapest === undefined ? [] : [{ ranked: ranked(candidate.trip, cheapest), offers }];
};

const idOf = (row: Seen): string => row.ranked.trip.itinerary.itinerary_id;

const pageRow = (
  { ranked: { trip, offer, cost }, offers }: Seen,
  leastCost: number,
  stats: PageStats,
): PageRow => {
  const labels = SORTS.filter((sort) => stats[sort]?.itinerary_id === trip.itinerary.itinerary_id);
  return {
    ...trip.itinerary,
    offers: offers.slice(0, MAX_ROW_OFFERS).map((live) => live.offer),
    more_offers: Math.max(0, offers.length - MAX_ROW_OFFERS),
    price: moneyOf(offer.units, offer.offer.price.currency),
    score: scoreOf(cost, leastCost),
    ...(labels.length > 0 && { labels }),
  };
};
