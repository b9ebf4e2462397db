import type { Candidate } from './candidates.ts';
import { type PriceHistogram, priceHistogram } from './price-histogram.ts';
import { tallies } from './tallies.ts';
import type { Count } from './tally.ts';

/** From the least to the most that there is. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/**
 * What there would be to choose from: each facet as if its own filter were off and all others on. Itineraries are counted,
 * each once an option, with the lowest price of the option.
 */
export interface Facets {
  /** Of the slice with most: none, one, and two or more. */
  readonly stops: readonly (Count & { readonly stops: number })[];
  /** The most frequent first, as the other lists. */
  readonly carriers: readonly (Count & { readonly code: string })[];
  readonly airports: readonly (Count & { readonly code: string })[];
  readonly suppliers: readonly (Count & { readonly supplier_id: string })[];
  /** At least so many. */
  readonly bags: readonly (Count & { readonly min_bags: number })[];
  readonly refundable: Count;
  /** Of each slice, by the local hour in which it leaves, 0 to 23. */
  readonly departure_hours: readonly (readonly Count[])[];
  /** Of all slices together. Left out where there is nothing. */
  readonly duration_minutes?: Range;
  /** Of the longest layover of each itinerary; 0 where there is none. */
  readonly layover_minutes?: Range;
  readonly price_histogram?: PriceHistogram;
}

const STOPS = [0, 1, 2] as const;
const BAGS = [1, 2] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export const facetsOf = (candidates: readonly Candidate[], slices: number, currency: string): Facets => {
  const { found, tallyTrips, tallyOffers } = tallies(candidates, currency);
  const stops = tallyTrips('max_stops', (trip) => [Math.min(trip.stops, 2)]);
  const carriers = tallyTrips('carriers', (trip) => trip.carriers);
  const airports = tallyTrips('airports', (trip) => trip.airports);
  const suppliers = tallyOffers('suppliers', ({ offer }) => [offer.supplier_id]);
  const bags = tallyOffers('min_bags', ({ bags: included = 0 }) => BAGS.filter((least) => included >= least));
  const refundable = tallyOffers('refundable', (offer) => (offer.refundable === true ? [true] : []));
  const hours = Array.from({ length: slices }, (_, at) =>
    tallyTrips(`depart_${at + 1}`, ({ departureTimes }) => [Number(departureTimes[at]?.slice(0, 2))]),
  );
  const durations = found('max_duration').map(({ trip }) => trip.durationMinutes);
  const layovers = found('max_layover').map(({ trip }) => trip.longestLayoverMinutes);
  const prices = found('max_price').map(({ cheapest }) => cheapest.units);
  const [duration_minutes, layover_minutes] = [rangeOf(durations), rangeOf(layovers)];
  const price_histogram = priceHistogram(prices, currency);
  return {
    stops: STOPS.map((kind) => ({ stops: kind, ...stops.of(kind) })),
    carriers: carriers.kinds.map((code) => ({ code, ...carriers.of(code) })),
    airports: airports.kinds.map((code) => ({ code, ...airports.of(code) })),
    suppliers: suppliers.kinds.map((id) => ({ supplier_id: id, ...suppliers.of(id) })),
    bags: BAGS.map((least) => ({ min_bags: least, ...bags.of(least) })),
    refundable: refundable.of(true),
    departure_hours: hours.map((tally) => HOURS.map((hour) => tally.of(hour))),
    ...(duration_minutes !== undefined && { duration_minutes }),
    ...(layover_minutes !== undefined && { layover_minutes }),
    ...(price_histogram !== undefined && { price_histogram }),
  };
};

const rangeOf = (minutes: readonly number[]): Range | undefined =>
  minutes.length === 0 ? undefined : { min: Math.min(...minutes), max: Math.max(...minutes) };
