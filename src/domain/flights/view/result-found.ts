import { inKnownTerms } from './known-itineraries.ts';
import {
  MOST_PERCENT,
  type Progress,
  type ResultFound,
  type SupplierFault,
  type SupplierStatus,
} from './messages.ts';
import { faultCount } from '../offers/count-faults.ts';
import type { OfferFaults } from '../offers/offer-found.ts';
import { offerKey, type SearchView } from './search-view.ts';

/** A part of a supplier's answer, or how it ended. */
export interface Found extends Pick<ResultFound, 'offers' | 'itineraries' | 'dictionaries' | 'removed'> {
  readonly supplier_id: string;
  readonly supplier_status: SupplierStatus;
  readonly error?: SupplierFault;
  /** What was not let in of this supplier's answer, from its beginning. */
  readonly dropped: OfferFaults;
  /** How much of this supplier's answer has been given, 0 to 1. */
  readonly share: number;
}

export const NOTHING_FOUND = {
  offers: [],
  itineraries: [],
  dictionaries: { airports: {}, carriers: {} },
  removed: [],
  dropped: {},
} as const satisfies Partial<Found>;

const newNames = <Name>(
  names: Readonly<Record<string, Name>>,
  known: ReadonlyMap<string, Name>,
): Record<string, Name> => Object.fromEntries(Object.entries(names).filter(([code]) => !known.has(code)));

const progressAfter = (view: SearchView, found: Found): Progress => {
  const { supplier_id, supplier_status, share } = found;
  const ended = [...view.suppliers.values()].filter((supplier) => supplier.status !== 'answering');
  const endsNow =
    supplier_status !== 'answering' && !ended.some((supplier) => supplier.supplier_id === supplier_id);
  const answered = ended.length + (endsNow ? 1 : 0);
  const total = Math.max(view.suppliers.size, answered, 1);
  const partly = supplier_status === 'answering' ? share : 0;
  const percent = Math.floor(Math.min(MOST_PERCENT, (100 * (answered + partly)) / total));
  const added = found.offers.filter(({ offer_id }) => !view.offers.has(offerKey({ supplier_id, offer_id })));
  return {
    percent: Math.max(view.progress.percent, percent),
    answered,
    total,
    offers: view.offers.size + added.length,
  };
};

/** The `result` that says what was found to those who know what the view holds: nothing in it is said a second time. */
export const resultFound = (
  view: SearchView,
  search_id: ResultFound['search_id'],
  found: Found,
): ResultFound => {
  const { supplier_id, supplier_status, error, dictionaries, removed, dropped } = found;
  const { offers, itineraries } = inKnownTerms(found, view.itineraries);
  return {
    search_id,
    supplier_id,
    supplier_status,
    ...(error !== undefined && { error }),
    offers,
    itineraries: itineraries.filter(({ itinerary_id }) => !view.itineraries.has(itinerary_id)),
    dictionaries: {
      airports: newNames(dictionaries.airports, view.airports),
      carriers: newNames(dictionaries.carriers, view.carriers),
    },
    removed,
    ...(faultCount(dropped) > 0 && { dropped }),
    progress: progressAfter(view, found),
  };
};
