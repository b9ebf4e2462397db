import type { Carriers } from '../../ports/carriers.ts';
import type { Places } from '../../ports/places.ts';
import type { AirportName, CarrierName, Dictionaries } from '../view/messages.ts';
import type { Itinerary } from '../offers/offer.ts';
import { airportCodes, carrierCodes } from '../offers/segment-codes.ts';

export interface NameSources {
  readonly places: Pick<Places, 'airport'>;
  readonly carriers: Pick<Carriers, 'carrier'>;
}

/** What the codes in these itineraries stand for. A supplier's own word for a carrier counts for one that is not known here. */
export const namesIn = (
  itineraries: readonly Itinerary[],
  { places, carriers }: NameSources,
  said: Readonly<Record<string, string>> = {},
): Dictionaries => {
  const segments = itineraries.flatMap(({ slices }) => slices.flatMap((slice) => slice.segments));
  return {
    airports: Object.fromEntries(
      [...new Set(segments.flatMap(airportCodes))].flatMap((code): [string, AirportName][] => {
        const airport = places.airport(code);
        if (airport === undefined) return [];
        const { name, city, country } = airport;
        return [[code, { name, city, country }]];
      }),
    ),
    carriers: Object.fromEntries(
      [...new Set(segments.flatMap(carrierCodes))].flatMap((code): [string, CarrierName][] => {
        const name = carriers.carrier(code)?.name ?? said[code];
        return name === undefined ? [] : [[code, { name }]];
      }),
    ),
  };
};
