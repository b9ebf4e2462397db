import { err, ok, type Result } from 'neverthrow';
import type { Airport, Places } from '../../ports/places.ts';
import type { TimeZones } from '../../ports/time-zones.ts';
import { distanceKm } from '../offers/great-circle.ts';
import type { OfferFault } from '../offers/offer-fault.ts';
import type { SegmentFound } from '../offers/offer-found.ts';
import type { Segment } from '../offers/offer.ts';

/** Where airports are, and what their clocks show. */
export interface World {
  readonly places: Pick<Places, 'airport' | 'airportsOf'>;
  readonly timeZones: TimeZones;
}

const MINUTE_MS = 60_000;
/** From gate to gate, about what an airliner needs. */
const CRUISE_KMH = 850;
const GROUND_MINUTES = 40;

/** A segment with what follows from its times and places, which no supplier is asked for. */
export const buildSegment = (
  found: SegmentFound,
  { places, timeZones }: World,
): Result<Segment, OfferFault> => {
  const { cabin: _, duration_minutes: said, ...sold } = found;
  const [from, to] = [places.airport(found.origin), places.airport(found.destination)];
  if (from === undefined || to === undefined) return err('unknown_airport');
  const km = distanceKm(from, to);
  const span = likeliestSpan(found, [from, to], timeZones, said ?? (km / CRUISE_KMH) * 60 + GROUND_MINUTES);
  if (span === undefined) return err('impossible_time');
  return ok({
    ...sold,
    departing_at_utc: utcMinute(span.departsMs),
    arriving_at_utc: utcMinute(span.arrivesMs),
    origin_tz: from.timeZone,
    destination_tz: to.timeZone,
    duration_minutes: (span.arrivesMs - span.departsMs) / MINUTE_MS,
    distance_km: Math.round(km),
  });
};

interface Span {
  readonly departsMs: number;
  readonly arrivesMs: number;
}

/** In autumn a clock shows an hour twice: of the instants that may be meant, those whose distance is nearest to what is expected. */
const likeliestSpan = (
  { departing_at, arriving_at }: SegmentFound,
  [from, to]: readonly [Airport, Airport],
  timeZones: TimeZones,
  expectedMinutes: number,
): Span | undefined => {
  const spans = timeZones
    .instantsOf(from.timeZone, departing_at)
    .flatMap((departsMs) =>
      timeZones
        .instantsOf(to.timeZone, arriving_at)
        .flatMap((arrivesMs) => (arrivesMs > departsMs ? [{ departsMs, arrivesMs }] : [])),
    );
  const strangeness = ({ departsMs, arrivesMs }: Span): number =>
    Math.abs((arrivesMs - departsMs) / MINUTE_MS - expectedMinutes);
  return spans.toSorted((one, other) => strangeness(one) - strangeness(other))[0];
};

const utcMinute = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 16)}Z`;
