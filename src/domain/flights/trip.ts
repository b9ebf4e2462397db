import { hardshipOf } from './hardship.ts';
import type { Itinerary, ItinerarySlice } from './offer.ts';

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

export const tripOf = (itinerary: Itinerary): Trip => {
  const { slices } = itinerary;
  const segments = slices.flatMap((slice) => slice.segments);
  return {
    itinerary,
    stops: most(slices.map(({ stops }) => stops)),
    durationMinutes: slices.reduce((sum, { duration_minutes }) => sum + duration_minutes, 0),
    longestLayoverMinutes: most(slices.flatMap(layoverMinutes)),
    carriers: distinct(segments.map(({ marketing_carrier }) => marketing_carrier)),
    airports: distinct(segments.flatMap(({ origin, destination }) => [origin, destination])),
    departureTimes: slices.map(({ departing_at }) => timeOf(departing_at)),
    arrivalTimes: slices.map(({ arriving_at }) => timeOf(arriving_at)),
    departsAt: segments[0]?.departing_at_utc ?? '',
    hardship: hardshipOf(slices),
  };
};

const layoverMinutes = ({ layovers }: ItinerarySlice): readonly number[] =>
  layovers.map(({ minutes }) => minutes);

const timeOf = (localMinute: string): string => localMinute.slice('YYYY-MM-DDT'.length);

const most = (numbers: readonly number[]): number => Math.max(0, ...numbers);

const distinct = (codes: readonly string[]): readonly string[] => [...new Set(codes)];
