import type { Phase } from '../../search/session.ts';
import type {
  AirportName,
  CarrierName,
  Completed,
  Processing,
  Progress,
  Requested,
  SupplierFault,
  SupplierName,
  SupplierStatus,
  Totals,
} from './messages.ts';
import { addFaults } from '../offers/count-faults.ts';
import type { OfferFault } from '../offers/offer-fault.ts';
import type { OfferFaults } from '../offers/offer-found.ts';
import type { Itinerary, Offer } from '../offers/offer.ts';

/** How far one supplier is. The fold has no clock: times come with `completed`. */
export interface SupplierView extends SupplierName {
  readonly status: SupplierStatus;
  /** That are to be had now. */
  readonly offers: number;
  readonly error?: SupplierFault;
  /** What its provider did not let in. */
  readonly dropped?: OfferFaults;
  readonly first_result_ms?: number;
  readonly duration_ms?: number;
}

export interface SupplierOffer extends Offer {
  readonly supplier_id: string;
}

export interface RemovedOffer {
  readonly supplier_id: string;
  readonly offer_id: string;
}

/** An offer that does not answer the criteria, though a provider said it; so anybody can who writes to the stream. */
export interface DroppedOffer extends RemovedOffer {
  readonly fault: OfferFault;
}

export interface RefusedItinerary {
  readonly itinerary_id: string;
  readonly fault: OfferFault;
}

/** Everything the messages of a search say, taken together; its maps are in the order in which things were first said. */
export interface SearchView {
  readonly phase: Phase;
  readonly requested: Requested | undefined;
  readonly processing: Processing | undefined;
  readonly suppliers: ReadonlyMap<string, SupplierView>;
  /** By `offerKey`. One may run ahead of its itinerary, and is not to be shown without it. */
  readonly offers: ReadonlyMap<string, SupplierOffer>;
  /** By `offerKey`: an offer id that was removed never comes back. */
  readonly removed: ReadonlyMap<string, RemovedOffer>;
  /** By `offerKey`, as many as are counted. */
  readonly dropped: ReadonlyMap<string, DroppedOffer>;
  /** By itinerary id, as many as are counted: what cannot be flown, or was not asked for. */
  readonly refused: ReadonlyMap<string, RefusedItinerary>;
  readonly itineraries: ReadonlyMap<string, Itinerary>;
  readonly airports: ReadonlyMap<string, AirportName>;
  readonly carriers: ReadonlyMap<string, CarrierName>;
  readonly progress: Progress;
  /** Results that brought something new. */
  readonly results: number;
  /** More itineraries were found than a view holds. */
  readonly truncated: boolean;
  /** Undefined in a completed search only where neither its end nor its beginning could be read. */
  readonly completed: Completed | undefined;
}

export const initialView = (): SearchView => ({
  phase: 'unknown',
  requested: undefined,
  processing: undefined,
  suppliers: new Map(),
  offers: new Map(),
  removed: new Map(),
  dropped: new Map(),
  refused: new Map(),
  itineraries: new Map(),
  airports: new Map(),
  carriers: new Map(),
  progress: { percent: 0, answered: 0, total: 0, offers: 0 },
  results: 0,
  truncated: false,
  completed: undefined,
});

/** No supplier id has a slash in it. */
export const offerKey = ({ supplier_id, offer_id }: RemovedOffer): string => `${supplier_id}/${offer_id}`;

export const totalsOf = (view: Pick<SearchView, 'offers' | 'itineraries' | 'results'>): Totals => ({
  offers: view.offers.size,
  itineraries: view.itineraries.size,
  results: view.results,
});

/** How many offers were dropped in all, by whoever found what is wrong with them. */
export const faultsOf = ({ suppliers, dropped }: Pick<SearchView, 'suppliers' | 'dropped'>): OfferFaults => {
  const said = [...suppliers.values()].map((supplier) => supplier.dropped ?? {});
  const found = [...dropped.values()].map(({ fault }) => ({ [fault]: 1 }));
  return [...said, ...found].reduce(addFaults, {});
};
