import { type Filter, type FilterName, type Filters, offerFilters, tripFilters } from './filters.ts';
import type { LiveOffer } from './live-offer.ts';
import type { Row } from './rows.ts';
import type { Trip } from './trip.ts';

/** Which filters something misses: none, one, or so many that it counts nowhere. */
type Missed = FilterName | 'several' | undefined;

/** A row that passes all filters, or all but one: it counts where that one is thought away. */
export interface Candidate {
  readonly trip: Trip;
  readonly tripMisses: FilterName | undefined;
  /** The cheapest first. */
  readonly offers: readonly LiveOffer[];
  /** What each of them misses; left out where all of them pass. */
  readonly offersMiss?: readonly Missed[];
}

export const candidatesOf = (rows: readonly Row[], wanted: Filters): readonly Candidate[] => {
  const [forTrips, forOffers] = [tripFilters(wanted), offerFilters(wanted)];
  const candidates: Candidate[] = [];
  for (const { trip, offers } of rows) {
    const tripMisses = missedBy(trip, forTrips);
    if (tripMisses === 'several') continue;
    const offersMiss = offers.map((offer) => missedBy(offer, forOffers));
    const allPass = offersMiss.every((missed) => missed === undefined);
    candidates.push(allPass ? { trip, tripMisses, offers } : { trip, tripMisses, offers, offersMiss });
  }
  return candidates;
};

const missedBy = <Thing>(thing: Thing, filters: readonly Filter<Thing>[]): Missed => {
  let missed: FilterName | undefined;
  for (const { name, lets } of filters) {
    if (lets(thing)) continue;
    if (missed !== undefined) return 'several';
    missed = name;
  }
  return missed;
};

const NONE: readonly LiveOffer[] = [];

/** The offers that pass every filter, or every other one than that which is thought away; the cheapest first. */
export const offersOf = (
  { tripMisses, offers, offersMiss }: Candidate,
  without?: FilterName,
): readonly LiveOffer[] => {
  if (tripMisses !== undefined && tripMisses !== without) return NONE;
  if (offersMiss === undefined) return offers;
  return offers.filter((_, at) => offersMiss[at] === undefined || offersMiss[at] === without);
};

/** A trip, and the cheapest way to have it. */
export interface Found {
  readonly trip: Trip;
  readonly cheapest: LiveOffer;
}

/** What there is, with at most one filter thought away. */
export const foundIn = (candidates: readonly Candidate[], without?: FilterName): readonly Found[] => {
  const found: Found[] = [];
  for (const candidate of candidates) {
    const [cheapest] = offersOf(candidate, without);
    if (cheapest !== undefined) found.push({ trip: candidate.trip, cheapest });
  }
  return found;
};

/** The filters without which there would be more. */
export const deciding = (candidates: readonly Candidate[]): ReadonlySet<Missed> =>
  new Set(candidates.flatMap(({ tripMisses, offersMiss = [] }) => [tripMisses, ...offersMiss]));
