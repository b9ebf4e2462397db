import type { Facets } from './facets.ts';
import type { Dictionaries } from '../view/messages.ts';
import type { ItinerarySlice } from '../offers/offer.ts';
import { airportCodes, carrierCodes } from '../offers/segment-codes.ts';
import type { SearchView } from '../view/search-view.ts';

/** The names of what a page shows, and of what can be chosen on it. */
export const pageNames = (
  { airports, carriers }: Pick<SearchView, 'airports' | 'carriers'>,
  slices: readonly ItinerarySlice[],
  facets: Pick<Facets, 'airports' | 'carriers'>,
): Dictionaries => {
  const segments = slices.flatMap((slice) => slice.segments);
  return {
    airports: named(airports, [
      ...segments.flatMap(airportCodes),
      ...facets.airports.map(({ code }) => code),
    ]),
    carriers: named(carriers, [
      ...segments.flatMap(carrierCodes),
      ...facets.carriers.map(({ code }) => code),
    ]),
  };
};

/** What nobody has named is left out. */
const named = <Name>(names: ReadonlyMap<string, Name>, codes: readonly string[]): Record<string, Name> =>
  Object.fromEntries(
    [...new Set(codes)].toSorted().flatMap((code) => {
      const name = names.get(code);
      return name === undefined ? [] : [[code, name] as const];
    }),
  );
