import { addDays } from '../../../../domain/flights/criteria/calendar.ts';
import { distanceKm } from '../../../../domain/flights/offers/great-circle.ts';
import type { Carrier } from '../../../../domain/ports/carriers.ts';
import type { Airport } from '../../../../domain/ports/places.ts';
import { soldBy } from '../timetable/codeshares.ts';
import type { Flight } from '../timetable/flights.ts';
import { areAllied } from '../timetable/network.ts';
import { chanceOf } from '../random.ts';
import type { World } from '../world.ts';

const MINUTE_MS = 60_000;
/** Nobody changes next door. */
const LEAST_KM = 90;
const SHORT_KM = 1_500;
const LONG_KM = 4_500;
/** A detour that people put up with; on a short way it is longer. */
const LONGEST_DETOUR = { short: 1.8, long: 1.4 } as const;
/** How long it takes to change, by whether each of the two flights stays within the country. */
const LEAST_MINUTES = { stays: { stays: 30, leaves: 60 }, leaves: { stays: 90, leaves: 90 } } as const;
const MOST_MINUTES = { short: 360, long: 720 } as const;
/** Hubs that one can change at, on the way from one airport to another: nobody looks at more. */
const MOST_HUBS = 30;
/** Of a hundred connections of two carriers so many are sold by one of them, under its own numbers. */
const SOLD_BY_ONE = 0.5;

export type Ends = readonly [from: Airport, to: Airport];

export const longestDetour = (km: number): number => LONGEST_DETOUR[km < SHORT_KM ? 'short' : 'long'];

/** Hubs that lie about on the way, the least out of it first. */
export const waysBy = ([from, to]: Ends, km: number, { hubs }: World): readonly Airport[] =>
  hubs
    .map((hub) => ({ hub, there: distanceKm(from, hub), on: distanceKm(hub, to) }))
    .filter(({ there, on }) => there > LEAST_KM && on > LEAST_KM && there + on <= km * longestDetour(km))
    .toSorted((one, other) => one.there + one.on - other.there - other.on)
    .map(({ hub }) => hub);

/** Everything that leaves on a day and changes once, at a hub, to the same carrier or a partner of it; hub by hub. */
export function* connectionsOn(
  ends: Ends,
  date: string,
  km: number,
  world: World,
): Generator<readonly (readonly [Flight, Flight])[]> {
  let hubs = 0;
  for (const hub of waysBy(ends, km, world)) {
    const here = connectionsAt(hub, ends, date, world);
    yield here;
    hubs += here.length > 0 ? 1 : 0;
    if (hubs === MOST_HUBS) return;
  }
}

const connectionsAt = (
  hub: Airport,
  [from, to]: Ends,
  date: string,
  world: World,
): readonly (readonly [Flight, Flight])[] => {
  const onward = world.flyers(hub, to).filter(connects);
  if (onward.length === 0) return [];
  return world
    .flyers(from, hub)
    .filter(connects)
    .flatMap((one) =>
      onward
        .filter((other) => isSoldTogether(one, other, hub))
        .flatMap((other) =>
          world.flights(one.code, from.code, hub.code, date).flatMap((first) => {
            const next = nextFlight(first, [other.code, to.code], world);
            return next === undefined ? [] : [sold(first, next)];
          }),
        ),
    );
};

/** Low-cost carriers sell every flight for itself. */
const connects = ({ type }: Carrier): boolean => type === 'full_service';

export const isSoldTogether = (one: Carrier, other: Carrier, hub: Airport): boolean =>
  (one.code === other.code || areAllied(one, other)) &&
  (one.hubs.includes(hub.code) || other.hubs.includes(hub.code));

/** The first flight that one can change to, if it does not leave too late. */
export const nextFlight = (
  before: Flight,
  [carrier, to]: readonly [string, string],
  world: World,
): Flight | undefined => {
  const day = before.segment.arriving_at.slice(0, 10);
  for (const date of [day, addDays(day, 1)]) {
    const flight = world
      .flights(carrier, before.to.code, to, date)
      .find((next) => isReached(before, next, leastMinutes(before, next)));
    if (flight !== undefined) return flight;
  }
  return undefined;
};

const isReached = (before: Flight, next: Flight, least: number): boolean => {
  const minutes = (next.departsMs - before.arrivesMs) / MINUTE_MS;
  const isLong = before.km > LONG_KM || next.km > LONG_KM;
  return minutes >= least && minutes <= MOST_MINUTES[isLong ? 'long' : 'short'];
};

const leastMinutes = (before: Flight, next: Flight): number => LEAST_MINUTES[border(before)][border(next)];

const border = ({ from, to }: Flight): 'stays' | 'leaves' =>
  from.country === to.country ? 'stays' : 'leaves';

/** Two carriers sell it each under its own number, or one of them the whole of it. */
const sold = (first: Flight, next: Flight): readonly [Flight, Flight] => {
  const [one, other] = [first.operator, next.operator];
  if (one.code === other.code) return [first, next];
  const chance = chanceOf('sold by one', one.code, other.code, first.from.code, next.to.code);
  if (chance > SOLD_BY_ONE) return [first, next];
  const seller = first.km > next.km ? one : other;
  return [soldBy(first, seller), soldBy(next, seller)];
};
