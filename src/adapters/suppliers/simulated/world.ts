import type { Carriers } from '../../../domain/ports/carriers.ts';
import type { Places } from '../../../domain/ports/places.ts';
import type { TimeZones } from '../../../domain/ports/time-zones.ts';
import { quickClocks } from './timetable/clocks.ts';
import { type Departure, departuresOf, type Season } from './timetable/departures.ts';
import { type Flight, flightsOf, type FlownIn } from './timetable/flights.ts';
import { type Network, networkOf } from './timetable/network.ts';
import { remember } from './remember.ts';
import type { SliceOption } from './ways/slice-option.ts';

/** Flights of a carrier on a route on a day that are kept: those of a few hundred searches. */
const MAX_FLIGHTS_KEPT = 20_000;
/** Routes of carriers whose timetable is kept. */
const MAX_TIMETABLES_KEPT = 20_000;
/** Pairs of airports and days whose options are kept, so that suppliers share them: more than the six slices of a search have. */
const MAX_OPTIONS_KEPT = 400;

/** Where everything is, and what is flown there: the same for ever, whoever sells it and whatever the seed. */
export interface World extends Network {
  readonly places: Places;
  readonly timeZones: TimeZones;
  /** What a carrier itself flies from one airport to another on a local date. */
  flights(carrier: string, from: string, to: string, date: string): readonly Flight[];
  /** What was looked up before, by tickets, airports and date; the oldest is forgotten. */
  readonly options: KnownOptions;
}

interface KnownOptions {
  get(key: string): readonly SliceOption[] | undefined;
  set(key: string, found: readonly SliceOption[]): void;
}

export interface Geography {
  readonly places: Places;
  readonly carriers: Carriers;
  readonly timeZones: TimeZones;
}

export const worldOf = ({ places, carriers, ...geography }: Geography): World => {
  const timeZones = quickClocks(geography.timeZones);
  const network = networkOf(places, carriers);
  const timetable = remember(MAX_TIMETABLES_KEPT, () => new Map<Season, readonly Departure[]>());
  const departures: FlownIn['departures'] = (carrier, [from, to], season) => {
    const seasons = timetable(`${carrier.code} ${from.code} ${to.code}`);
    const known = seasons.get(season) ?? departuresOf(carrier, [from, to], season, network);
    seasons.set(season, known);
    return known;
  };
  const flights = remember(MAX_FLIGHTS_KEPT, (key): readonly Flight[] => {
    const [code = '', origin = '', destination = '', date = ''] = key.split(' ');
    const carrier = carriers.carrier(code);
    const [from, to] = [places.airport(origin), places.airport(destination)];
    if (carrier === undefined || from === undefined || to === undefined) return [];
    return flightsOf(carrier, [from, to], date, { network, places, timeZones, departures });
  });
  const options = new Map<string, readonly SliceOption[]>();
  return {
    ...network,
    places,
    timeZones,
    flights: (carrier, from, to, date) => flights(`${carrier} ${from} ${to} ${date}`),
    options: {
      get: (key) => options.get(key),
      set(key, found) {
        const oldest = options.size < MAX_OPTIONS_KEPT ? undefined : options.keys().next().value;
        if (oldest !== undefined) options.delete(oldest);
        options.set(key, found);
      },
    },
  };
};
