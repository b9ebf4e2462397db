import { addDays } from '../../../domain/flights/calendar.ts';
import type { CriteriaSlice } from '../../../domain/flights/criteria.ts';
import { type Airport, airportOf, airportsFor } from './airports.ts';
import type { Carrier } from './carriers.ts';
import { distanceKm } from './distance.ts';
import { type Flight, flightsOn, isFlown } from './schedule.ts';

/** One way to fly one slice: a flight, or two by way of a hub. */
export interface SliceOption {
  readonly carrier: Carrier;
  readonly date: string;
  readonly km: number;
  readonly flights: readonly [Flight, ...Flight[]];
}

const MINUTE_MS = 60_000;
const SHORT_KM = 1_500;
/** A detour that people put up with; to a hub on a short way it is longer. */
const LONGEST_DETOUR = { short: 1.8, long: 1.4 } as const;
const CONNECTION_MS = {
  least: 60 * MINUTE_MS,
  most: { short: 360 * MINUTE_MS, long: 720 * MINUTE_MS },
} as const;

type FlightsOn = (carrier: Carrier, from: Airport, to: Airport, date: string) => readonly Flight[];

/** Everything that these carriers fly from one place to another on a day, at most by way of one hub. */
export const sliceOptions = (
  { origin, destination, departure_date: date }: CriteriaSlice,
  carriers: readonly Carrier[],
  seed: string,
): readonly SliceOption[] => {
  const lookUp = timetable(seed);
  const pairs = airportsFor(origin).flatMap((from) =>
    airportsFor(destination).map((to) => [from, to] as const),
  );
  return pairs.flatMap(([from, to]) => {
    const km = distanceKm(from, to);
    return carriers.flatMap((carrier) => {
      const direct = lookUp(carrier, from, to, date).map((flight) => [flight] as const);
      const ways = [...direct, ...connections(carrier, [from, to], date, lookUp)];
      return ways.map((flights) => ({ carrier, date, km, flights }));
    });
  });
};

/** Many ways lead over one leg. */
const timetable = (seed: string): FlightsOn => {
  const known = new Map<string, readonly Flight[]>();
  return (carrier, from, to, date) => {
    const key = `${carrier.code} ${from.code} ${to.code} ${date}`;
    const flights = known.get(key) ?? flightsOn(carrier, [from, to], date, seed);
    known.set(key, flights);
    return flights;
  };
};

const connections = (
  carrier: Carrier,
  [from, to]: readonly [Airport, Airport],
  date: string,
  lookUp: FlightsOn,
): readonly (readonly [Flight, Flight])[] => {
  if (carrier.lowCost) return [];
  const reach = distanceKm(from, to) < SHORT_KM ? 'short' : 'long';
  return carrier.hubs.map(airportOf).flatMap((hub) => {
    if (!isFlown(carrier, from, hub) || !isFlown(carrier, hub, to)) return [];
    const detour = (distanceKm(from, hub) + distanceKm(hub, to)) / distanceKm(from, to);
    if (detour > LONGEST_DETOUR[reach]) return [];
    return lookUp(carrier, from, hub, date).flatMap((first) => {
      const next = nextFlight(first, CONNECTION_MS.most[reach], (day) => lookUp(carrier, hub, to, day));
      return next === undefined ? [] : [[first, next] as const];
    });
  });
};

const nextFlight = (
  { segment, arrivesMs }: Flight,
  longestMs: number,
  onwardOn: (day: string) => readonly Flight[],
): Flight | undefined => {
  const day = segment.arriving_at.slice(0, 10);
  return [...onwardOn(day), ...onwardOn(addDays(day, 1))].find(({ departsMs }) => {
    const waitMs = departsMs - arrivesMs;
    return waitMs >= CONNECTION_MS.least && waitMs <= longestMs;
  });
};
