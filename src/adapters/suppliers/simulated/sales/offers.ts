import type { Cabin, Criteria } from '../../../../domain/flights/criteria/criteria.ts';
import { minorUnits, type Money, moneyOf } from '../../../../domain/flights/offers/money.ts';
import type { OfferFound } from '../../../../domain/flights/offers/offer-found.ts';
import type { Condition, OfferTerms, Seller, TransferType } from '../../../../domain/flights/offers/offer.ts';
import type { FareBrand } from './brands.ts';
import { cabinOn } from './cabins.ts';
import type { Combination } from './combinations.ts';
import { converted, inCurrency } from './currencies.ts';
import { fareShares } from './fares.ts';
import type { Profile } from '../profiles.ts';
import { between, digestOf, type Random, randomOf } from '../random.ts';

export interface Sale {
  readonly combination: Combination;
  readonly brand: FareBrand;
  /** Of several that sell the same, which. */
  readonly agency?: number;
  readonly noBags: boolean;
}

export interface Selling {
  readonly profile: Profile;
  readonly criteria: Criteria;
  readonly seed: string;
  readonly nowMs: number;
}

/** What changing a flight costs, in euros, unless the fare lets one change freely. */
const CHANGE_FEE = 75;
const MINUTE_MS = 60_000;
const EXPIRES_MINUTES = [20, 30] as const;
const TAX_SHARE = [0.15, 0.35] as const;
/** Few offers say how many seats are left, and then there are few. */
const SEATS_KNOWN = 0.3;
const MOST_SEATS = 9;
/** Of several tickets, some sellers answer for a missed connection. */
const PROTECTED = 0.3;
const WEIGHT_OF_BAG_KG = 20;
/** In another suit, agencies of one supplier ask up to so much more. */
const AGENCY_MARKUP = 0.1;

const CO2_KG = { perKm: 0.075, perFlight: 12 } as const;
const CO2_FACTOR: Readonly<Record<Cabin, number>> = {
  economy: 1,
  premium_economy: 1.5,
  business: 2.6,
  first: 3.6,
};

/** One supplier's offer of one fare brand of one combination, for the whole party. */
export const offerOf = (sale: Sale, selling: Selling): OfferFound => {
  const { combination, brand, agency } = sale;
  const { profile, criteria, seed, nowMs } = selling;
  const keys = combination.options.map(({ key }) => key);
  const id = digestOf(profile.supplier_id, ...keys, brand.name, agency ?? 0, criteria.cabin);
  const random = randomOf('offer', seed, id);
  const minutes = Math.floor(between(...EXPIRES_MINUTES, random));
  return {
    offer_id: id,
    slices: combination.options.map(({ flights }) => ({
      segments: flights.map((flight) => ({ ...flight.segment, cabin: cabinOn(flight, criteria.cabin) })),
    })),
    ...pricesOf(sale, selling, random),
    seller: sellerOf(profile, agency),
    fare_brand: brand.name,
    ...(random() < profile.vague ? {} : includedOf(sale, selling)),
    ...(random() < SEATS_KNOWN && { seats_left: 1 + Math.floor(random() * MOST_SEATS) }),
    transfer_type: transferOf(combination, random),
    ...(profile.tellsEmissions && { emissions: emissionsOf(combination, criteria) }),
    expires_at: new Date(nowMs + minutes * MINUTE_MS).toISOString(),
    deep_link: `https://example.com/${profile.supplier_id}/${id}`,
  };
};

/** As the supplier asks it at home, and what that is in the currency that was asked for. */
const pricesOf = (
  { combination, brand, agency = 0 }: Sale,
  { profile, criteria: { passengers, currency }, seed }: Selling,
  random: Random,
): Pick<OfferTerms, 'price' | 'original_price' | 'base' | 'taxes'> => {
  const keys = combination.options.map(({ key }) => key);
  const markup = between(...profile.markup, randomOf('markup', seed, profile.supplier_id, ...keys));
  const byAgency = agency === 0 ? 1 : 1 + AGENCY_MARKUP * random();
  const euros = combination.fare * fareShares(passengers) * brand.factor * markup * byAgency;
  const original = inCurrency(euros, profile.currency, profile.rounding);
  const price = converted(original, currency);
  return {
    price,
    ...(currency !== profile.currency && { original_price: original }),
    ...partsOf(price, between(...TAX_SHARE, random)),
  };
};

const partsOf = (price: Money, taxShare: number): { readonly base: Money; readonly taxes: Money } => {
  const units = minorUnits(price) ?? 0;
  const taxes = Math.round(units * taxShare);
  return { base: moneyOf(units - taxes, price.currency), taxes: moneyOf(taxes, price.currency) };
};

const sellerOf = ({ name, sellerType }: Profile, agency: number | undefined): Seller =>
  agency === undefined
    ? { name, type: sellerType }
    : { name: `Agency ${agency + 1} (simulated)`, type: 'agency' };

const includedOf = (
  { brand, noBags }: Sale,
  { profile, criteria }: Selling,
): Pick<OfferTerms, 'baggage' | 'conditions'> => {
  const isBetter = criteria.cabin !== 'economy';
  const checked = noBags ? 0 : Math.max(brand.checkedBags, isBetter ? 2 : 0);
  return {
    baggage: {
      carry_on: { quantity: noBags ? 0 : brand.carryOn },
      checked: profile.weighsBags ? { weight_kg: checked * WEIGHT_OF_BAG_KG } : { quantity: checked },
    },
    conditions: {
      refundable: { allowed: brand.refundable },
      changeable: changeOf(brand, criteria.currency),
    },
  };
};

const changeOf = ({ changeable, refundable }: FareBrand, currency: string): Condition =>
  changeable && !refundable
    ? { allowed: true, penalty: inCurrency(CHANGE_FEE, currency, 'whole') }
    : { allowed: changeable };

const transferOf = ({ options }: Combination, random: Random): TransferType => {
  if (!options.some(({ selfTransfer }) => selfTransfer)) return 'managed';
  return random() < PROTECTED ? 'protected_self_transfer' : 'self_transfer';
};

const emissionsOf = (
  { options }: Combination,
  { cabin, passengers }: Criteria,
): { readonly kg_total: string; readonly source: string } => {
  const flights = options.flatMap((option) => option.flights);
  const kg = flights.reduce((sum, { km }) => sum + CO2_KG.perFlight + CO2_KG.perKm * km, 0);
  const seats = passengers.adults + passengers.children_ages.filter((age) => age >= 2).length;
  return { kg_total: (kg * CO2_FACTOR[cabin] * seats).toFixed(1), source: 'simulated' };
};

/** The same offer, dearer or cheaper. */
export const repriced = (offer: OfferFound, factor: number): OfferFound => {
  const scaled = (money: Money): Money =>
    moneyOf(Math.max(1, Math.round((minorUnits(money) ?? 0) * factor)), money.currency);
  const { price, original_price, revision = 1 } = offer;
  const units = minorUnits(offer.price) ?? 1;
  const newPrice = scaled(price);
  return {
    ...offer,
    revision: revision + 1,
    price: newPrice,
    ...(original_price !== undefined && { original_price: scaled(original_price) }),
    ...(offer.taxes !== undefined && partsOf(newPrice, (minorUnits(offer.taxes) ?? 0) / units)),
  };
};
