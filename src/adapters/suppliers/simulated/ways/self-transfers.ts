import { addDays } from '../../../../domain/flights/criteria/calendar.ts';
import { distanceKm } from '../../../../domain/flights/offers/great-circle.ts';
import type { Airport } from '../../../../domain/ports/places.ts';
import { type Ends, waysBy } from './connections.ts';
import type { Flight } from '../timetable/flights.ts';
import { areAllied } from '../timetable/network.ts';
import type { World } from '../world.ts';

const MINUTE_MS = 60_000;
/** Whoever changes on two tickets fetches the bags and checks in again; to another airport it takes a drive. */
const LEAST_MINUTES = { sameAirport: 180, otherAirport: 240 } as const;
const MOST_MINUTES = 600;
/** How far two airports of one city lie apart at most. */
const MAX_DRIVE_KM = 100;
/** Hubs that are looked at: the ones least out of the way. */
const MOST_HUBS = 16;
/** Of what one can change to, the first so many. */
const MOST_NEXT = 2;

type Pair = readonly [Flight, Flight];

/** Two flights of carriers that know nothing of each other, with time to spare between them; hub by hub. */
export function* selfTransfersOn(
  ends: Ends,
  date: string,
  km: number,
  world: World,
): Generator<readonly Pair[]> {
  const [from, to] = ends;
  const dates = [date, addDays(date, 1)];
  for (const hub of waysBy(ends, km, world).slice(0, MOST_HUBS)) {
    const onward = [hub, ...siblingsOf(hub, world)]
      .flatMap((start) => dates.flatMap((day) => flightsOn([start, to], day, world)))
      .toSorted((one, other) => one.departsMs - other.departsMs);
    const firsts = onward.length === 0 ? [] : flightsOn([from, hub], date, world);
    yield firsts.flatMap((first) => nextFlights(first, onward));
  }
}

const flightsOn = ([from, to]: Ends, date: string, world: World): readonly Flight[] =>
  world.flyers(from, to).flatMap(({ code }) => world.flights(code, from.code, to.code, date));

/** Other airports of the same city that somebody flies from. */
const siblingsOf = (hub: Airport, { hubs }: World): readonly Airport[] =>
  hubs.filter(
    (other) =>
      other.code !== hub.code &&
      other.city === hub.city &&
      other.country === hub.country &&
      distanceKm(other, hub) < MAX_DRIVE_KM,
  );

const nextFlights = (first: Flight, onward: readonly Flight[]): readonly Pair[] => {
  const found: Pair[] = [];
  for (const next of onward) {
    const minutes = (next.departsMs - first.arrivesMs) / MINUTE_MS;
    if (minutes > MOST_MINUTES || found.length === MOST_NEXT) break;
    const least = LEAST_MINUTES[first.to.code === next.from.code ? 'sameAirport' : 'otherAirport'];
    const areStrangers = first.carrier.code !== next.carrier.code && !areAllied(first.carrier, next.carrier);
    if (minutes >= least && areStrangers) found.push([first, next]);
  }
  return found;
};
