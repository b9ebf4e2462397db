import type { Criteria } from '../../../domain/flights/criteria.ts';
import type { Dictionaries } from '../../../domain/flights/messages.ts';
import type { Itinerary, Offer } from '../../../domain/flights/offer.ts';
import type { SupplierBatch } from '../../../domain/ports/supplier.ts';
import { airportOf } from './airports.ts';
import { CARRIERS } from './carriers.ts';
import { combinations } from './combinations.ts';
import { itineraryOf } from './itinerary.ts';
import { offerOf, repriced } from './offers.ts';
import type { Profile } from './profiles.ts';
import { between, type Random, randomOf } from './random.ts';

/** All that a supplier answers, in the batches in which it comes; none where it has nothing. */
export const answerOf = (profile: Profile, criteria: Criteria, seed: string): readonly SupplierBatch[] => {
  const random = randomOf('answer', seed, profile.supplier_id, JSON.stringify(criteria));
  const sold = shuffled(sell(profile, criteria, seed), random);
  const perBatch = Math.ceil(sold.length / profile.batches);
  const named = new Set<string>();
  const batches: SupplierBatch[] = [];
  for (let from = 0; from < sold.length; from += perBatch) {
    const sales = sold.slice(from, from + perBatch);
    const fresh = sales.map(({ itinerary }) => itinerary).filter((itinerary) => isFirst(itinerary, named));
    const share = Math.min(1, (from + perBatch) / sold.length);
    const offers = sales.map(({ offer }) => offer);
    batches.push({ offers, itineraries: fresh, dictionaries: namesIn(fresh), removed: [], share });
  }
  return withChanges(batches, profile, random);
};

interface Sold {
  readonly itinerary: Itinerary;
  readonly offer: Offer;
}

const sell = (profile: Profile, criteria: Criteria, seed: string): readonly Sold[] =>
  combinations(criteria, profile.assortment, seed).flatMap((combination) => {
    const itinerary = itineraryOf(combination.options);
    const random = randomOf('markup', seed, profile.supplier_id, itinerary.itinerary_id);
    const markup = between(...profile.markup, random);
    return profile.brands.map((brand) => {
      const sale = { itinerary, combination, brand, markup };
      return { itinerary, offer: offerOf(sale, criteria, `${seed} ${profile.supplier_id}`) };
    });
  });

const isFirst = ({ itinerary_id }: Itinerary, named: Set<string>): boolean => {
  if (named.has(itinerary_id)) return false;
  named.add(itinerary_id);
  return true;
};

const namesIn = (itineraries: readonly Itinerary[]): Dictionaries => {
  const segments = itineraries.flatMap(({ slices }) => slices.flatMap((slice) => slice.segments));
  const airports = new Set(segments.flatMap(({ origin, destination }) => [origin, destination]));
  const carriers = new Set(segments.map(({ marketing_carrier }) => marketing_carrier));
  return {
    airports: Object.fromEntries(
      [...airports].map(airportOf).map(({ code, name, city, country }) => [code, { name, city, country }]),
    ),
    carriers: Object.fromEntries(
      CARRIERS.filter(({ code }) => carriers.has(code)).map(({ code, name }) => [code, { name }]),
    ),
  };
};

/** The last batch also tells what has changed about offers of those before it. */
const withChanges = (
  batches: readonly SupplierBatch[],
  { changes }: Profile,
  random: Random,
): readonly SupplierBatch[] => {
  const last = batches.at(-1);
  if (last === undefined) return [];
  const earlier = batches.slice(0, -1);
  const revised: Offer[] = [];
  const removed: string[] = [];
  for (const offer of earlier.flatMap(({ offers }) => offers)) {
    const chance = random() * 100;
    if (chance < changes.withdrawn) removed.push(offer.offer_id);
    else if (chance < changes.withdrawn + changes.repriced) {
      revised.push(repriced(offer, 1 + between(-0.05, 0.12, random)));
    }
  }
  return [...earlier, { ...last, offers: [...last.offers, ...revised], removed }];
};

/** What is best does not come first. */
const shuffled = <T>(items: readonly T[], random: Random): readonly T[] =>
  items
    .map((item) => ({ item, order: random() }))
    .toSorted((one, other) => one.order - other.order)
    .map(({ item }) => item);
