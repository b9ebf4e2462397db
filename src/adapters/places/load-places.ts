import { readFileSync } from 'node:fs';
import type { Airport, Place, Places } from '../../domain/ports/places.ts';
import { airlines, airportRows, cityNames, metropolitanAreas } from '../wire/places.ts';
import { placeFinder } from './place-finder.ts';

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../data/${file}`, import.meta.url), 'utf8'));

let loaded: Places | undefined;

/** The places of `data/`, which are read once. A file that is missing or spoilt throws. */
export const loadPlaces = (): Places => (loaded ??= readPlaces());

const readPlaces = (): Places => {
  const rows = airportRows.parse(read('airports.json'));
  const areas = metropolitanAreas.parse(read('metropolitan-areas.json'));
  const airports = new Map<string, Airport>(
    rows.map(([code, name, city, country, latitude, longitude, timeZone]) => [
      code,
      { code, name, city, country, latitude, longitude, timeZone },
    ]),
  );
  const sizes = sizesOf(rows);
  const airportsOfCode = new Map<string, readonly Airport[]>([
    ...areas.map(({ code, airports: codes }) => [code, codes.map((of) => known(airports, of))] as const),
    ...[...airports].map(([code, airport]) => [code, [airport]] as const),
  ]);
  const places = [
    ...areas.map(({ code, name, country, airports: codes }): Place => {
      return { code, type: 'city', name, city: name, country, airports: codes };
    }),
    ...[...airports.values()].map(placeOf),
  ];
  const names = new Map(
    cityNames
      .parse(read('city-names.json'))
      .map(({ city, country, names: all }) => [keyOf({ city, country }), all]),
  );
  const size = (place: Place): number =>
    place.airports.reduce((sum, code) => sum + (sizes.get(code) ?? 0), 0);
  return {
    airport: (code) => airports.get(code),
    airportsOf: (code) => airportsOfCode.get(code) ?? [],
    // The sort is stable: a city stays before an airport of its size.
    find: placeFinder(
      places.toSorted((one, other) => size(other) - size(one)),
      (place) => names.get(keyOf(place)) ?? [],
    ),
  };
};

const keyOf = ({ city, country }: Pick<Place, 'city' | 'country'>): string => `${country} ${city}`;

const placeOf = ({ code, name, city, country }: Airport): Place => ({
  code,
  type: 'airport',
  name,
  city,
  country,
  airports: [code],
});

const known = (airports: ReadonlyMap<string, Airport>, code: string): Airport => {
  const airport = airports.get(code);
  if (airport === undefined) throw new Error(`a metropolitan area has an airport that there is not: ${code}`);
  return airport;
};

/** What a carrier counts where it connects: members of an alliance are mostly the larger ones. */
const IN_ALLIANCE = 3;
const FULL_SERVICE = 2;
const LOW_COST = 1;
/** Tells airports apart at which no carrier connects that is known here. */
const LARGE = 0.1;

/** How much goes on at an airport, as far as this data knows; it counts less the further down a carrier's list it is. */
const sizesOf = (rows: ReturnType<typeof airportRows.parse>): ReadonlyMap<string, number> => {
  const sizes = new Map<string, number>(rows.map(([code, , , , , , , large]) => [code, large * LARGE]));
  for (const { hubs, type, alliance } of airlines.parse(read('airlines.json'))) {
    const weight = alliance !== undefined ? IN_ALLIANCE : type === 'full_service' ? FULL_SERVICE : LOW_COST;
    for (const [index, code] of hubs.entries()) {
      sizes.set(code, (sizes.get(code) ?? 0) + weight / Math.sqrt(index + 1));
    }
  }
  return sizes;
};
