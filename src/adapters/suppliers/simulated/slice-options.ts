import type { CriteriaSlice } from '../../../domain/flights/criteria.ts';
import { distanceKm } from '../../../domain/flights/great-circle.ts';
import { codesharesOf } from './codeshares.ts';
import { connectionsOn, type Ends } from './connections.ts';
import type { Flight } from './flights.ts';
import { selfTransfersOn } from './self-transfers.ts';
import { optionMinutes, optionOf, type SliceOption } from './slice-option.ts';
import { twoStopsOn } from './two-stops.ts';
import type { World } from './world.ts';

/** From one airport to another on a day; the quickest stay. */
const MOST_OF_PAIR = 250;
/** Of one slice, whatever the number of airports at either end. */
const MOST_OPTIONS = 600;
/** Airports of two cities make so many pairs at most; the busiest stay. */
const MOST_PAIRS = 36;
/** By how much a change feels longer than it is. */
const STOP_MINUTES = 60;

/** What connects two flights: one ticket, or the traveller. */
export type Tickets = 'one' | 'several';

/** Everything that is flown from one place to another on a day. All suppliers choose from the same. */
export const sliceOptions = (slice: CriteriaSlice, tickets: Tickets, world: World): readonly SliceOption[] =>
  quickest(
    pairsOf(slice, world).flatMap((ends) => pairOptions(ends, slice.departure_date, tickets, world)),
    MOST_OPTIONS,
  );

/** Takes a moment where nobody has asked for the same before. */
export const pairOptions = (
  ends: Ends,
  date: string,
  tickets: Tickets,
  world: World,
): readonly SliceOption[] => {
  const [from, to] = ends;
  return world.options(`${tickets} ${from.code} ${to.code} ${date}`, () => {
    const km = distanceKm(from, to);
    const ways = tickets === 'one' ? waysOn : selfTransfersOn;
    const found = ways(ends, date, km, world);
    return quickest(
      found.map((flights) => optionOf(flights, date, km, tickets === 'several')),
      MOST_OF_PAIR,
    );
  });
};

/** The airports that a slice can begin and end at, each with each. */
export const pairsOf = ({ origin, destination }: CriteriaSlice, { places }: World): readonly Ends[] =>
  places
    .airportsOf(origin)
    .flatMap((from) =>
      places.airportsOf(destination).flatMap((to) => (from.code === to.code ? [] : [[from, to] as const])),
    )
    .slice(0, MOST_PAIRS);

const quickest = (options: readonly SliceOption[], most: number): readonly SliceOption[] =>
  options.length <= most
    ? options
    : options
        .map((option) => ({ option, felt: optionMinutes(option) + STOP_MINUTES * option.flights.length }))
        .toSorted((one, other) => one.felt - other.felt)
        .slice(0, most)
        .map(({ option }) => option);

const waysOn = (
  ends: Ends,
  date: string,
  km: number,
  world: World,
): readonly (readonly [Flight, ...Flight[]])[] => {
  const [from, to] = ends;
  const own = world.flyers(from, to).flatMap(({ code }) => world.flights(code, from.code, to.code, date));
  const direct = own.flatMap((flight) => [flight, ...codesharesOf(flight, world)]);
  return [
    ...direct.map((flight) => [flight] as const),
    ...connectionsOn(ends, date, km, world),
    ...twoStopsOn(ends, date, km, world),
  ];
};
