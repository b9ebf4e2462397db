import { type Candidate, deciding, type Found, foundIn, offersOf } from './candidates.ts';
import type { FilterName } from './filters.ts';
import type { LiveOffer } from './live-offer.ts';
import { Tally } from './tally.ts';
import type { Trip } from './trip.ts';

/** Counts of what there is while one filter is thought away. */
export interface Tallies {
  readonly found: (without: FilterName) => readonly Found[];
  /** Each itinerary counts under all options that its trip has. */
  readonly tallyTrips: <Kind>(without: FilterName, kindsOf: (trip: Trip) => readonly Kind[]) => Tally<Kind>;
  /** Each itinerary counts under all options that one of its offers has, at the price of the cheapest such offer. */
  readonly tallyOffers: <Kind>(
    without: FilterName,
    kindsOf: (offer: LiveOffer) => readonly Kind[],
  ) => Tally<Kind>;
}

export const tallies = (candidates: readonly Candidate[], currency: string): Tallies => {
  const [decide, all] = [deciding(candidates), foundIn(candidates)];
  const found = (without: FilterName): readonly Found[] =>
    decide.has(without) ? foundIn(candidates, without) : all;
  return {
    found,
    tallyTrips: (without, kindsOf) => {
      const tally = new Tally<ReturnType<typeof kindsOf>[number]>(currency);
      for (const { trip, cheapest } of found(without)) {
        for (const kind of kindsOf(trip)) tally.add(kind, cheapest.units);
      }
      return tally;
    },
    tallyOffers: (without, kindsOf) => {
      const tally = new Tally<ReturnType<typeof kindsOf>[number]>(currency);
      for (const candidate of candidates) {
        const counted = new Set<ReturnType<typeof kindsOf>[number]>();
        for (const offer of offersOf(candidate, without)) {
          for (const kind of kindsOf(offer)) {
            if (counted.has(kind)) continue;
            counted.add(kind);
            tally.add(kind, offer.units);
          }
        }
      }
      return tally;
    },
  };
};
