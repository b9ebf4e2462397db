import type { Segment } from './offer.ts';

/** Where it leaves, lands on the way, and arrives. */
export const airportCodes = ({ origin, destination, technical_stops = [] }: Segment): readonly string[] => [
  origin,
  destination,
  ...technical_stops.map(({ airport }) => airport),
];

/** Whose number it is sold under, and who flies it if that is known. */
export const carrierCodes = ({ marketing_carrier, operating_carrier }: Segment): readonly string[] =>
  operating_carrier === undefined ? [marketing_carrier] : [marketing_carrier, operating_carrier];
