import { type Money, moneyOf } from '../offers/money.ts';
import type { OfferFaults } from '../offers/offer-found.ts';
import { COMPARE, type Ranked, type Sort } from './ranking.ts';

/** Of everything that passes the filters, on whichever page it is. */
export interface PageStats {
  readonly itineraries: number;
  readonly offers: number;
  /** Of the cheapest offer of each itinerary. These are left out where there is nothing. */
  readonly min_price?: Money;
  readonly max_price?: Money;
  readonly min_duration_minutes?: number;
  readonly max_duration_minutes?: number;
  readonly best?: Foremost;
  readonly cheapest?: Foremost;
  readonly fastest?: Foremost;
  /** Offers of the whole search that are not shown, by what is wrong with them. */
  readonly dropped: OfferFaults;
}

/** Which itinerary comes first in an order. */
export interface Foremost {
  readonly itinerary_id: string;
  readonly price: Money;
  readonly duration_minutes: number;
}

export const statsOf = (
  found: readonly Ranked[],
  offers: number,
  dropped: OfferFaults,
  currency: string,
): PageStats => {
  const [best, cheapest, fastest] = [first(found, 'best'), first(found, 'cheapest'), first(found, 'fastest')];
  const counts = { itineraries: found.length, offers, dropped };
  if (best === undefined || cheapest === undefined || fastest === undefined) return counts;
  const dearest = found.reduce((most, { offer }) => Math.max(most, offer.units), 0);
  const longest = found.reduce((most, { trip }) => Math.max(most, trip.durationMinutes), 0);
  return {
    ...counts,
    min_price: moneyOf(cheapest.offer.units, currency),
    max_price: moneyOf(dearest, currency),
    min_duration_minutes: fastest.trip.durationMinutes,
    max_duration_minutes: longest,
    best: foremost(best, currency),
    cheapest: foremost(cheapest, currency),
    fastest: foremost(fastest, currency),
  };
};

const first = (found: readonly Ranked[], sort: Sort): Ranked | undefined =>
  found.reduce<Ranked | undefined>(
    (least, row) => (least === undefined || COMPARE[sort](row, least) < 0 ? row : least),
    undefined,
  );

const foremost = ({ trip, offer }: Ranked, currency: string): Foremost => ({
  itinerary_id: trip.itinerary.itinerary_id,
  price: moneyOf(offer.units, currency),
  duration_minutes: trip.durationMinutes,
});
