import type { Criteria } from '../../../domain/flights/criteria.ts';
import { minorUnits, type Money, moneyOf } from '../../../domain/flights/money.ts';
import type { Itinerary, Offer } from '../../../domain/flights/offer.ts';
import type { Combination } from './combinations.ts';
import { fareShares } from './fares.ts';
import { type Random, randomOf } from './random.ts';

export interface FareBrand {
  readonly name: string;
  readonly factor: number;
  readonly checkedBags: number;
  readonly refundable: boolean;
  readonly changeable: boolean;
}

export const LIGHT: FareBrand = {
  name: 'Light',
  factor: 1,
  checkedBags: 0,
  refundable: false,
  changeable: false,
};
export const CLASSIC: FareBrand = {
  ...LIGHT,
  name: 'Classic',
  factor: 1.18,
  checkedBags: 1,
  changeable: true,
};
export const FLEX: FareBrand = { ...CLASSIC, name: 'Flex', factor: 1.55, checkedBags: 2, refundable: true };

/** Of one euro. */
const RATES: ReadonlyMap<string, number> = new Map([
  ['EUR', 1],
  ['USD', 1.08],
  ['GBP', 0.86],
]);

export const hasRate = (currency: string): boolean => RATES.has(currency);

/** All of its rates are of currencies with hundredths. */
const inCurrency = (euros: number, currency: string): Money =>
  moneyOf(Math.round(euros * (RATES.get(currency) ?? 1) * 100), currency);

/** What changing a flight costs, in euros, unless the fare lets one change freely. */
const CHANGE_FEE = 75;

export interface Sale {
  readonly itinerary: Itinerary;
  readonly combination: Combination;
  readonly brand: FareBrand;
  /** What the supplier adds to or takes off a fare. */
  readonly markup: number;
}

/** One supplier's offer of one fare brand of one combination, for the whole party. */
export const offerOf = (sale: Sale, criteria: Criteria, seed: string): Offer => {
  const { itinerary, combination, brand, markup } = sale;
  const id = itinerary.itinerary_id;
  const random = randomOf('offer', seed, id, brand.name, criteria.cabin);
  const euros = combination.fare * fareShares(criteria.passengers) * brand.factor * markup;
  const lowCost = combination.options.some(({ carrier }) => carrier.lowCost);
  return {
    offer_id: `${id}-${brand.name.toLowerCase()}`,
    itinerary_id: id,
    revision: 1,
    price: inCurrency(euros, criteria.currency),
    cabins: criteria.slices.map(() => criteria.cabin),
    fare_brand: brand.name,
    baggage: {
      carry_on: { quantity: lowCost && brand.checkedBags === 0 ? 0 : 1 },
      checked: { quantity: brand.checkedBags },
    },
    conditions: {
      refundable: { allowed: brand.refundable },
      changeable: { allowed: brand.changeable, ...changePenalty(brand, criteria.currency) },
    },
    ...seatsLeft(random),
  };
};

const changePenalty = (brand: FareBrand, currency: string): { readonly penalty?: Money } =>
  brand.changeable && !brand.refundable ? { penalty: inCurrency(CHANGE_FEE, currency) } : {};

/** Few suppliers say it of every offer. */
const seatsLeft = (random: Random): { readonly seats_left?: number } =>
  random() < 0.3 ? { seats_left: 1 + Math.floor(random() * 9) } : {};

/** The same offer, dearer or cheaper. */
export const repriced = (offer: Offer, factor: number): Offer => {
  const units = Math.round((minorUnits(offer.price) ?? 0) * factor);
  return { ...offer, revision: offer.revision + 1, price: moneyOf(units, offer.price.currency) };
};
