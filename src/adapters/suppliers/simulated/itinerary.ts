import type { Itinerary, ItinerarySlice, Layover } from '../../../domain/flights/offer.ts';
import { itineraryId } from '../../../domain/flights/itinerary-id.ts';
import type { Flight } from './schedule.ts';
import type { SliceOption } from './slice-options.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export const itineraryOf = (options: readonly SliceOption[]): Itinerary => {
  const slices = options.map(sliceOf);
  return { itinerary_id: itineraryId(slices), slices };
};

const sliceOf = ({ flights }: SliceOption): ItinerarySlice => {
  const first = flights[0];
  const last = flights.at(-1) ?? first;
  return {
    origin: first.segment.origin,
    destination: last.segment.destination,
    departing_at: first.segment.departing_at,
    arriving_at: last.segment.arriving_at,
    duration_minutes: (last.arrivesMs - first.departsMs) / MINUTE_MS,
    stops: flights.length - 1,
    day_offset: daysBetween(first.segment.departing_at, last.segment.arriving_at),
    layovers: flights.slice(1).flatMap((next, index) => layoverOf(flights[index] ?? next, next)),
    segments: flights.map(({ segment }) => segment),
  };
};

const layoverOf = (before: Flight, after: Flight): Layover => ({
  airport: before.segment.destination,
  minutes: (after.departsMs - before.arrivesMs) / MINUTE_MS,
  overnight: daysBetween(before.segment.arriving_at, after.segment.departing_at) > 0,
});

const daysBetween = (from: string, to: string): number =>
  (Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / DAY_MS;
