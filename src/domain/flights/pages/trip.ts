import { hardshipOf } from './hardship.ts';
import type { Itinerary } from '../offers/offer.ts';

/** An itinerary with what it is found and ranked by, whoever sells it. */
export interface Trip {
  readonly itinerary: Itinerary;
  /** Of the slice that has most. */
  readonly stops: number;
  /** Of all slices together. */
  readonly durationMinutes: number;
  /** 0 where there is none. */
  readonly longestLayoverMinutes: number;
  /** That sell a flight number in it. */
  readonly carriers: readonly string[];
  /** Where it begins, lands and takes off. */
  readonly airports: readonly string[];
  /** Of each slice, the local time of day, `HH:MM`. */
  readonly departureTimes: readonly string[];
  readonly arrivalTimes: readonly string[];
  /** `YYYY-MM-DDTHH:MMZ`. */
  readonly departsAt: string;
  readonly hardship: number;
}

/** Made of every itinerary of a search for one page, so it walks through each but once. */
export const tripOf = (itinerary: Itinerary): Trip => {
  const { slices } = itinerary;
  const [carriers, airports] = [new Set<string>(), new Set<string>()];
  let [stops, durationMinutes, longestLayoverMinutes] = [0, 0, 0];
  for (const slice of slices) {
    stops = Math.max(stops, slice.stops);
    durationMinutes += slice.duration_minutes;
    for (const { minutes } of slice.layovers)
      longestLayoverMinutes = Math.max(longestLayoverMinutes, minutes);
    for (const { marketing_carrier, origin, destination } of slice.segments) {
      carriers.add(marketing_carrier);
      airports.add(origin).add(destination);
    }
  }
  return {
    itinerary,
    stops,
    durationMinutes,
    longestLayoverMinutes,
    carriers: [...carriers],
    airports: [...airports],
    departureTimes: slices.map(({ departing_at }) => timeOf(departing_at)),
    arrivalTimes: slices.map(({ arriving_at }) => timeOf(arriving_at)),
    departsAt: slices[0]?.segments[0]?.departing_at_utc ?? '',
    hardship: hardshipOf(slices),
  };
};

const timeOf = (localMinute: string): string => localMinute.slice('YYYY-MM-DDT'.length);
