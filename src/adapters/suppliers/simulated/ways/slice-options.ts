import { setImmediate } from 'node:timers/promises';
import type { CriteriaSlice } from '../../../../domain/flights/criteria/criteria.ts';
import { distanceKm } from '../../../../domain/flights/offers/great-circle.ts';
import { codesharesOf } from '../timetable/codeshares.ts';
import { connectionsOn, type Ends } from './connections.ts';
import type { Flight } from '../timetable/flights.ts';
import { selfTransfersOn } from './self-transfers.ts';
import { optionMinutes, optionOf, type SliceOption } from './slice-option.ts';
import { twoStopsOn } from './two-stops.ts';
import type { World } from '../world.ts';

/** From one airport to another on a day; the quickest stay. */
const MOST_OF_PAIR = 250;
/** Of one slice, whatever the number of airports at either end. */
const MOST_OPTIONS = 600;
/** Airports of two cities make so many pairs at most; the busiest stay. */
const MOST_PAIRS = 36;
/** By how much a change feels longer than it is. */
const STOP_MINUTES = 60;
/** After so many hubs, of which each takes about a millisecond, others get their turn. */
const HUBS_A_TURN = 8;

/** What connects two flights: one ticket, or the traveller. */
export type Tickets = 'one' | 'several';

type Way = readonly [Flight, ...Flight[]];

/** Everything that is flown from one place to another on a day. All suppliers choose from the same. */
export const sliceOptions = (slice: CriteriaSlice, tickets: Tickets, world: World): readonly SliceOption[] =>
  quickest(
    pairsOf(slice, world).flatMap((ends) => {
      const key = keyOf(ends, slice, tickets);
      return (
        world.options.get(key) ??
        optionsOf([...waysOn(ends, slice, tickets, world)].flat(), ends, slice, tickets)
      );
    }),
    MOST_OPTIONS,
  );

/** Looks up bit by bit what is not known yet, so that the same is quickly had afterwards, and nobody waits for it meanwhile. */
export const prepareOptions = async (
  slice: CriteriaSlice,
  tickets: Tickets,
  world: World,
  signal: AbortSignal,
): Promise<void> => {
  for (const ends of pairsOf(slice, world)) {
    const key = keyOf(ends, slice, tickets);
    if (world.options.get(key) !== undefined) continue;
    const ways: Way[] = [];
    let hubs = 0;
    for (const some of waysOn(ends, slice, tickets, world)) {
      ways.push(...some);
      hubs += 1;
      if (hubs % HUBS_A_TURN === 0) await setImmediate();
      if (signal.aborted) return;
    }
    world.options.set(key, optionsOf(ways, ends, slice, tickets));
  }
};

const keyOf = ([from, to]: Ends, { departure_date }: CriteriaSlice, tickets: Tickets): string =>
  `${tickets} ${from.code} ${to.code} ${departure_date}`;

/** The airports that a slice can begin and end at, each with each. */
const pairsOf = ({ origin, destination }: CriteriaSlice, { places }: World): readonly Ends[] =>
  places
    .airportsOf(origin)
    .flatMap((from) =>
      places.airportsOf(destination).flatMap((to) => (from.code === to.code ? [] : [[from, to] as const])),
    )
    .slice(0, MOST_PAIRS);

function* waysOn(
  ends: Ends,
  { departure_date: date }: CriteriaSlice,
  tickets: Tickets,
  world: World,
): Generator<readonly Way[]> {
  const [from, to] = ends;
  const km = distanceKm(from, to);
  if (tickets === 'several') {
    yield* selfTransfersOn(ends, date, km, world);
    return;
  }
  const own = world.flyers(from, to).flatMap(({ code }) => world.flights(code, from.code, to.code, date));
  yield own.flatMap((flight) => [flight, ...codesharesOf(flight, world)]).map((flight) => [flight] as const);
  yield* connectionsOn(ends, date, km, world);
  yield* twoStopsOn(ends, date, km, world);
}

const optionsOf = (
  ways: readonly Way[],
  [from, to]: Ends,
  { departure_date }: CriteriaSlice,
  tickets: Tickets,
): readonly SliceOption[] => {
  const km = distanceKm(from, to);
  return quickest(
    ways.map((flights) => optionOf(flights, departure_date, km, tickets === 'several')),
    MOST_OF_PAIR,
  );
};

const quickest = (options: readonly SliceOption[], most: number): readonly SliceOption[] =>
  options.length <= most
    ? options
    : options
        .map((option) => ({ option, felt: optionMinutes(option) + STOP_MINUTES * option.flights.length }))
        .toSorted((one, other) => one.felt - other.felt)
        .slice(0, most)
        .map(({ option }) => option);
