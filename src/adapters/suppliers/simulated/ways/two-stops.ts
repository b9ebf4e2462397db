import { distanceKm } from '../../../../domain/flights/offers/great-circle.ts';
import type { Airport } from '../../../../domain/ports/places.ts';
import { type Ends, isSoldTogether, longestDetour, nextFlight, waysBy } from './connections.ts';
import type { Flight } from '../timetable/flights.ts';
import type { World } from '../world.ts';

/** Nobody changes twice on a shorter way. */
const LEAST_KM = 6_000;
/** Of the hubs near either end so many are looked at. */
const MOST_HUBS = 6;
/** Of the ways over two hubs so many are flown: they are what one takes where there is nothing better. */
const MOST_WAYS = 12;

/** What leaves on a day and changes twice, near the beginning and near the end of a long way; way by way. */
export function* twoStopsOn(
  ends: Ends,
  date: string,
  km: number,
  world: World,
): Generator<readonly (readonly [Flight, Flight, Flight])[]> {
  if (km < LEAST_KM) return;
  const [from, to] = ends;
  const hubs = waysBy(ends, km, world);
  const nearest = (end: Airport, isServed: (hub: Airport) => boolean): readonly Airport[] =>
    hubs
      .filter(isServed)
      .toSorted((one, other) => distanceKm(one, end) - distanceKm(other, end))
      .slice(0, MOST_HUBS);
  const starts = nearest(from, (hub) => world.flyers(from, hub).length > 0);
  const finishes = nearest(to, (hub) => world.flyers(hub, to).length > 0);
  const ways = starts.flatMap((start) =>
    finishes
      .filter((finish) => start.code !== finish.code)
      .map((finish) => ({
        start,
        finish,
        way: distanceKm(from, start) + distanceKm(start, finish) + distanceKm(finish, to),
      })),
  );
  const flown = ways
    .filter(({ way }) => way <= km * longestDetour(km))
    .toSorted((one, other) => one.way - other.way)
    .slice(0, MOST_WAYS);
  for (const { start, finish } of flown) yield overBoth(ends, [start, finish], date, world);
}

const overBoth = (
  [from, to]: Ends,
  [start, finish]: Ends,
  date: string,
  world: World,
): readonly (readonly [Flight, Flight, Flight])[] =>
  world.flyers(from, start).flatMap((one) =>
    world
      .flyers(start, finish)
      .filter((other) => isSoldTogether(one, other, start))
      .flatMap((other) =>
        world
          .flyers(finish, to)
          .filter((third) => isSoldTogether(other, third, finish))
          .flatMap((third) =>
            world.flights(one.code, from.code, start.code, date).flatMap((first) => {
              const second = nextFlight(first, [other.code, finish.code], world);
              const last = second && nextFlight(second, [third.code, to.code], world);
              return second === undefined || last === undefined ? [] : [[first, second, last] as const];
            }),
          ),
      ),
  );
