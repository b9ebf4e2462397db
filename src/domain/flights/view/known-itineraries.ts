import { rescheduledId } from '../offers/itinerary-id.ts';
import type { Itinerary, ItinerarySlice, Offer } from '../offers/offer.ts';
import { minutesBetween } from '../offers/slice-of.ts';

/** Suppliers round, and learn of new timetables at different times: up to here they mean the same. */
const MAX_DIFFERENCE_MINUTES = 15;

/** Offers, and what is flown. */
export interface Flown {
  readonly offers: readonly Offer[];
  readonly itineraries: readonly Itinerary[];
}

/**
 * What is flown in the words of those who already know some of it: the same flights under the id that they have, and flights
 * that arrive at quite another time than is known of them under an id of their own.
 */
export const inKnownTerms = (
  { offers, itineraries }: Flown,
  known: ReadonlyMap<string, Itinerary>,
): Flown => {
  const renamed = new Map<string, Itinerary>();
  for (const itinerary of itineraries) {
    const first = known.get(itinerary.itinerary_id);
    if (first !== undefined && !arriveAlike(first, itinerary)) {
      const id = rescheduledId(itinerary.slices);
      renamed.set(itinerary.itinerary_id, { ...itinerary, itinerary_id: id });
    }
  }
  if (renamed.size === 0) return { offers, itineraries };
  return {
    itineraries: itineraries.map((itinerary) => renamed.get(itinerary.itinerary_id) ?? itinerary),
    offers: offers.map((offer) => {
      const other = renamed.get(offer.itinerary_id);
      return other === undefined ? offer : { ...offer, itinerary_id: other.itinerary_id };
    }),
  };
};

const arriveAlike = (one: Itinerary, other: Itinerary): boolean =>
  one.slices.every((slice, at) => isNear(slice, other.slices[at]));

const isNear = (one: ItinerarySlice, other: ItinerarySlice | undefined): boolean =>
  one.segments.every((segment, at) => {
    const arrival = other?.segments[at]?.arriving_at_utc ?? segment.arriving_at_utc;
    return Math.abs(minutesBetween(segment.arriving_at_utc, arrival)) <= MAX_DIFFERENCE_MINUTES;
  });
