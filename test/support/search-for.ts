import type { OfferTerms } from '../../src/domain/flights/offers/offer.ts';
import {
  initialView,
  offerKey,
  type SearchView,
  type SupplierOffer,
} from '../../src/domain/flights/view/search-view.ts';
import { type Leg, MARKET_REQUESTED, sliceFrom } from './market-fixtures.ts';

/** An itinerary from Amsterdam, and what is asked for it. */
export interface SoldFor {
  readonly legs: readonly Leg[];
  readonly price?: string;
  readonly departs?: string;
  readonly terms?: Partial<OfferTerms>;
  /** More than one offer, or of others. */
  readonly offers?: readonly Partial<SupplierOffer>[];
}

/** The view of a search that found these, by itinerary id. */
export const searchFor = (sold: Readonly<Record<string, SoldFor>>): SearchView => {
  const found = Object.entries(sold);
  const offers = found.flatMap(([itinerary_id, { price = '100.00', terms = {}, offers: some = [{}] }]) =>
    some.map((offer, at) => ({
      supplier_id: 'alder',
      offer_id: `${itinerary_id}-${at}`,
      itinerary_id,
      revision: 1,
      price: { amount: price, currency: 'EUR' },
      cabins: ['economy' as const],
      ...terms,
      ...offer,
    })),
  );
  const [slice] = MARKET_REQUESTED.criteria.slices;
  return {
    ...initialView(),
    phase: 'processing',
    requested: {
      ...MARKET_REQUESTED,
      criteria: { ...MARKET_REQUESTED.criteria, slices: slice === undefined ? [] : [slice] },
    },
    suppliers: new Map(
      ['alder', 'birch'].map((id) => [
        id,
        { supplier_id: id, name: id, status: 'answering' as const, offers: 0 },
      ]),
    ),
    itineraries: new Map(
      found.map(([itinerary_id, { legs, departs = '2030-05-01T09:00' }]) => [
        itinerary_id,
        { itinerary_id, slices: [sliceFrom('AMS', departs, legs)] },
      ]),
    ),
    offers: new Map(offers.map((offer) => [offerKey(offer), offer])),
  };
};
