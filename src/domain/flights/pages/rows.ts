import { compareOffers, likenessOf, type LiveOffer, liveOffer } from './live-offer.ts';
import type { SearchView } from '../view/search-view.ts';
import { type Trip, tripOf } from './trip.ts';

/** What is flown, and who sells it for how much. */
export interface Row {
  readonly trip: Trip;
  /** The cheapest first; never none. */
  readonly offers: readonly LiveOffer[];
}

/** Every itinerary that can be had at an instant, with its offers; of one supplier the cheapest of those that are alike. */
export const rowsOf = (view: SearchView, asOfMs: number): readonly Row[] => {
  const offers = liveOffers(view, asOfMs);
  const order = compareOffers(supplierOrder(view));
  const rows: Row[] = [];
  for (const itinerary of view.itineraries.values()) {
    const found = offers.get(itinerary.itinerary_id);
    if (found === undefined) continue;
    rows.push({ trip: tripOf(itinerary), offers: withoutAlike(found.toSorted(order)) });
  }
  return rows;
};

const liveOffers = (view: SearchView, asOfMs: number): ReadonlyMap<string, readonly LiveOffer[]> => {
  const byItinerary = new Map<string, LiveOffer[]>();
  const currency = view.requested?.criteria.currency;
  if (currency === undefined) return byItinerary;
  for (const offer of view.offers.values()) {
    const live = liveOffer(offer, currency, asOfMs);
    if (live === undefined) continue;
    const others = byItinerary.get(offer.itinerary_id);
    if (others === undefined) byItinerary.set(offer.itinerary_id, [live]);
    else others.push(live);
  }
  return byItinerary;
};

const supplierOrder = ({ suppliers }: SearchView): ReadonlyMap<string, number> =>
  new Map([...suppliers.keys()].map((supplierId, index) => [supplierId, index]));

/** The first of each kind. */
const withoutAlike = (offers: readonly LiveOffer[]): readonly LiveOffer[] => {
  if (new Set(offers.map(({ offer }) => offer.supplier_id)).size === offers.length) return offers;
  const kinds = new Set<string>();
  return offers.filter((offer) => kinds.size < kinds.add(likenessOf(offer)).size);
};
