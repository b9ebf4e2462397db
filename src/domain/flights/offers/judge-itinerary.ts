import type { CarrierFilter, Criteria, CriteriaSlice } from '../criteria/criteria.ts';
import { isWithin } from '../criteria/is-within.ts';
import type { OfferFault } from './offer-fault.ts';
import type { Itinerary, ItinerarySlice, Layover, Segment } from './offer.ts';
import { minutesBetween, sliceOf } from './slice-of.ts';

/** No flight takes longer, whatever it says. */
const MAX_SEGMENT_MINUTES = 24 * 60;
/** Nor is anybody on the way from one place to another for longer, with every stop that is sold. */
const MAX_SLICE_MINUTES = 6 * 24 * 60;
/** With the best tail wind there is, an airliner is slower than this over the ground. */
const MAX_KMH = 1_250;
/** Nobody turns round faster between two slices. */
const MIN_TURNAROUND_MINUTES = 60;

/**
 * Why what is flown does not answer the criteria; undefined where it does. Needs nothing but the two, so that whoever folds
 * can judge what others have written; whether the airports are those that were asked for takes a map, and is judged before.
 */
export const judgeItinerary = (itinerary: Itinerary, criteria: Criteria): OfferFault | undefined =>
  impossible(itinerary) ?? contradiction(itinerary) ?? missedWish(itinerary, criteria);

const first = <T>(items: Iterable<T>, judge: (item: T) => OfferFault | undefined): OfferFault | undefined => {
  for (const item of items) {
    const fault = judge(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
};

const impossible = ({ slices }: Itinerary): OfferFault | undefined =>
  first(
    slices.flatMap(({ segments }) => segments),
    impossibleSegment,
  ) ??
  first(slices, impossibleSlice) ??
  first(slices.slice(1).entries(), ([index, next]) => hurriedReturn(slices[index], next));

const impossibleSegment = (segment: Segment): OfferFault | undefined => {
  const { duration_minutes, departing_at_utc, arriving_at_utc, distance_km = 0 } = segment;
  const isSlowEnough = distance_km * 60 <= MAX_KMH * duration_minutes;
  const isTrue = minutesBetween(departing_at_utc, arriving_at_utc) === duration_minutes;
  const isPossible = duration_minutes > 0 && duration_minutes <= MAX_SEGMENT_MINUTES && isSlowEnough;
  return isTrue && isPossible ? undefined : 'impossible_time';
};

const impossibleSlice = ({ duration_minutes, segments }: ItinerarySlice): OfferFault | undefined =>
  duration_minutes > MAX_SLICE_MINUTES ? 'impossible_time' : hurriedConnection(segments);

const hurriedConnection = (segments: readonly Segment[]): OfferFault | undefined =>
  first(segments.slice(1).entries(), ([index, next]) => {
    const before = segments[index] ?? next;
    return minutesBetween(before.arriving_at_utc, next.departing_at_utc) < 0
      ? 'impossible_connection'
      : undefined;
  });

const hurriedReturn = (before: ItinerarySlice | undefined, next: ItinerarySlice): OfferFault | undefined => {
  const [last, start] = [before?.segments.at(-1), next.segments[0]];
  if (last === undefined || start === undefined) return undefined;
  const minutes = minutesBetween(last.arriving_at_utc, start.departing_at_utc);
  return minutes < MIN_TURNAROUND_MINUTES ? 'impossible_connection' : undefined;
};

/** What a slice says of itself has to follow from its segments. */
const contradiction = ({ slices }: Itinerary): OfferFault | undefined =>
  first(slices, (slice) => {
    const [head, ...others] = slice.segments;
    return head !== undefined && agrees(slice, sliceOf([head, ...others])) ? undefined : 'mislabelled';
  });

const agrees = (said: ItinerarySlice, derived: ItinerarySlice): boolean =>
  said.origin === derived.origin &&
  said.destination === derived.destination &&
  said.departing_at === derived.departing_at &&
  said.arriving_at === derived.arriving_at &&
  said.duration_minutes === derived.duration_minutes &&
  said.stops === derived.stops &&
  said.day_offset === derived.day_offset &&
  said.layovers.length === derived.layovers.length &&
  said.layovers.every((layover, index) => isSameLayover(layover, derived.layovers[index]));

const isSameLayover = (one: Layover, other: Layover | undefined): boolean =>
  one.airport === other?.airport &&
  one.minutes === other.minutes &&
  one.departure_airport === other.departure_airport;

const missedWish = ({ slices }: Itinerary, criteria: Criteria): OfferFault | undefined => {
  if (slices.length !== criteria.slices.length) return 'wrong_route';
  return first(slices.entries(), ([index, slice]) => {
    const asked = criteria.slices[index];
    return asked === undefined ? 'wrong_route' : missedSlice(slice, asked, criteria);
  });
};

const missedSlice = (
  { departing_at, arriving_at, stops, segments }: ItinerarySlice,
  { departure_date, departure_window, arrival_window }: CriteriaSlice,
  { max_stops = Infinity, carriers }: Criteria,
): OfferFault | undefined => {
  if (departing_at.slice(0, 10) !== departure_date) return 'wrong_date';
  if (!isWithin(departing_at, departure_window) || !isWithin(arriving_at, arrival_window)) {
    return 'outside_window';
  }
  if (stops > max_stops) return 'too_many_stops';
  return segments.every(({ marketing_carrier }) => isWanted(marketing_carrier, carriers))
    ? undefined
    : 'wrong_carrier';
};

const isWanted = (carrier: string, filter: CarrierFilter | undefined): boolean => {
  if (filter === undefined) return true;
  return 'include' in filter ? filter.include.includes(carrier) : !filter.exclude.includes(carrier);
};
