import type { Cabin, Criteria } from './criteria.ts';

/** What a supplier can be asked; whatever is left out does not matter to it. It is not asked anything else. */
export interface Capabilities {
  readonly maxSlices?: number;
  readonly maxPassengers?: number;
  readonly cabins?: readonly Cabin[];
  readonly currencies?: readonly string[];
  readonly markets?: readonly string[];
}

export type MissingCapability = 'slices' | 'passengers' | 'cabin' | 'currency' | 'market';

/** The first thing in the criteria that a supplier of these capabilities cannot be asked; undefined if there is none. */
export const missingCapability = (
  criteria: Criteria,
  capabilities: Capabilities,
): MissingCapability | undefined => {
  const { slices, passengers, cabin, currency, market } = criteria;
  const { maxSlices = Infinity, maxPassengers = Infinity, cabins, currencies, markets } = capabilities;
  if (slices.length > maxSlices) return 'slices';
  if (passengers.adults + passengers.children_ages.length > maxPassengers) return 'passengers';
  if (cabins?.includes(cabin) === false) return 'cabin';
  if (currencies?.includes(currency) === false) return 'currency';
  // Who does not say where they buy may be anywhere.
  if (market !== undefined && markets?.includes(market) === false) return 'market';
  return undefined;
};
