import type { Facets } from './facets.ts';
import type { Dictionaries } from '../view/messages.ts';
import type { ItinerarySlice, Segment } from '../offers/offer.ts';
import type { SearchView } from '../view/search-view.ts';

/** The names of what a page shows, and of what can be chosen on it. */
export const pageNames = (
  { airports, carriers }: Pick<SearchView, 'airports' | 'carriers'>,
  slices: readonly ItinerarySlice[],
  facets: Pick<Facets, 'airports' | 'carriers'>,
): Dictionaries => {
  const segments = slices.flatMap((slice) => slice.segments);
  return {
    airports: named(airports, [...segments.flatMap(airportsOf), ...facets.airports.map(({ code }) => code)]),
    carriers: named(carriers, [...segments.flatMap(carriersOf), ...facets.carriers.map(({ code }) => code)]),
  };
};

const airportsOf = ({ origin, destination, technical_stops = [] }: Segment): readonly string[] => [
  origin,
  destination,
  ...technical_stops.map(({ airport }) => airport),
];

const carriersOf = ({ marketing_carrier, operating_carrier }: Segment): readonly string[] =>
  operating_carrier === undefined ? [marketing_carrier] : [marketing_carrier, operating_carrier];

/** What nobody has named is left out. */
const named = <Name>(names: ReadonlyMap<string, Name>, codes: readonly string[]): Record<string, Name> =>
  Object.fromEntries(
    [...new Set(codes)].toSorted().flatMap((code) => {
      const name = names.get(code);
      return name === undefined ? [] : [[code, name] as const];
    }),
  );
