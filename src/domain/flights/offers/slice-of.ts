import type { ItinerarySlice, Layover, Segment } from './offer.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export type Segments = readonly [Segment, ...Segment[]];

/** All that follows from the segments of a slice. */
export const sliceOf = (segments: Segments): ItinerarySlice => {
  const first = segments[0];
  const last = segments.at(-1) ?? first;
  const layovers = segments.slice(1).map((next, index) => layoverOf(segments[index] ?? next, next));
  return {
    origin: first.origin,
    destination: last.destination,
    departing_at: first.departing_at,
    arriving_at: last.arriving_at,
    duration_minutes: minutesBetween(first.departing_at_utc, last.arriving_at_utc),
    stops: segments.length - 1,
    day_offset: daysBetween(first.departing_at, last.arriving_at),
    overnight: layovers.some(({ overnight }) => overnight) || segments.some(isOvernight),
    layovers,
    segments,
  };
};

/** Of instants as they are written, `YYYY-MM-DDTHH:MMZ`. */
export const minutesBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / MINUTE_MS;

const layoverOf = (before: Segment, after: Segment): Layover => ({
  airport: before.destination,
  minutes: minutesBetween(before.arriving_at_utc, after.departing_at_utc),
  overnight: daysBetween(before.arriving_at, after.departing_at) > 0,
  ...(after.origin !== before.destination && { departure_airport: after.origin }),
});

const isOvernight = ({ departing_at, arriving_at }: Segment): boolean =>
  daysBetween(departing_at, arriving_at) > 0;

const daysBetween = (from: string, to: string): number =>
  (Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / DAY_MS;
