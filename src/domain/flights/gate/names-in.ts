import type { Carriers } from '../../ports/carriers.ts';
import type { Places } from '../../ports/places.ts';
import type { AirportName, CarrierName, Dictionaries } from '../view/messages.ts';
import type { Itinerary } from '../offers/offer.ts';

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
  const airports = segments.flatMap(({ origin, destination, technical_stops = [] }) => [
    origin,
    destination,
    ...technical_stops.map(({ airport }) => airport),
  ]);
  const flying = segments.flatMap(({ marketing_carrier, operating_carrier }) =>
    operating_carrier === undefined ? [marketing_carrier] : [marketing_carrier, operating_carrier],
  );
  return {
    airports: Object.fromEntries(
      [...new Set(airports)].flatMap((code): [string, AirportName][] => {
        const airport = places.airport(code);
        if (airport === undefined) return [];
        const { name, city, country } = airport;
        return [[code, { name, city, country }]];
      }),
    ),
    carriers: Object.fromEntries(
      [...new Set(flying)].flatMap((code): [string, CarrierName][] => {
        const name = carriers.carrier(code)?.name ?? said[code];
        return name === undefined ? [] : [[code, { name }]];
      }),
    ),
  };
};
