import type { OfferFound } from '../../../domain/flights/offers/offer-found.ts';
import type { Condition } from '../../../domain/flights/offers/offer.ts';
import type { DuffelOffer } from '../../wire/duffel.ts';
import { leastBaggage } from './least-baggage.ts';
import { segmentFound } from './segment-found.ts';

const EMISSIONS_SOURCE = 'Duffel';
const LONGEST_BRAND = 120;

/** What an offer of Duffel's says. What it leaves open, or tells as null, is not established. */
export const offerFound = (offer: DuffelOffer): OfferFound => {
  const { total_currency: currency, total_emissions_kg, expires_at, conditions } = offer;
  const base = offer.base_currency === currency ? offer.base_amount : undefined;
  const taxes = offer.tax_currency === currency ? offer.tax_amount : undefined;
  const brand = brandOf(offer);
  const carryOn = leastBaggage(offer, 'carry_on');
  const checked = leastBaggage(offer, 'checked');
  const refundable = conditionOf(conditions?.refund_before_departure);
  const changeable = conditionOf(conditions?.change_before_departure);
  return {
    offer_id: offer.id,
    price: { amount: offer.total_amount, currency },
    ...(base !== undefined && { base: { amount: base, currency } }),
    ...(taxes !== undefined && { taxes: { amount: taxes, currency } }),
    seller: { name: offer.owner.name, type: 'airline' },
    ...(brand !== undefined && { fare_brand: brand }),
    ...((carryOn ?? checked) !== undefined && {
      baggage: {
        ...(carryOn !== undefined && { carry_on: carryOn }),
        ...(checked !== undefined && { checked }),
      },
    }),
    ...((refundable ?? changeable) !== undefined && {
      conditions: {
        ...(refundable !== undefined && { refundable }),
        ...(changeable !== undefined && { changeable }),
      },
    }),
    ...(total_emissions_kg !== undefined && {
      emissions: { kg_total: total_emissions_kg, source: EMISSIONS_SOURCE },
    }),
    ...(typeof expires_at === 'string' && { expires_at }),
    slices: offer.slices.map(({ segments }) => ({ segments: segments.map(segmentFound) })),
  };
};

/** Names of carriers that an offer knows, by their codes. */
export const carrierNames = ({ owner, slices }: DuffelOffer): readonly (readonly [string, string])[] => {
  const flying = slices
    .flatMap(({ segments }) => segments)
    .flatMap(({ marketing_carrier, operating_carrier }) => [marketing_carrier, operating_carrier]);
  return [owner, ...flying].flatMap((carrier) =>
    carrier?.iata_code === undefined || carrier.name === undefined
      ? []
      : [[carrier.iata_code, carrier.name] as const],
  );
};

/** Slices can be sold under several brands; where one of them has none, there is no name for the whole. */
const brandOf = ({ slices }: DuffelOffer): string | undefined => {
  const brands = slices.flatMap(({ fare_brand_name }) => fare_brand_name ?? []);
  return brands.length < slices.length ? undefined : [...new Set(brands)].join(' + ').slice(0, LONGEST_BRAND);
};

const conditionOf = (
  said: NonNullable<DuffelOffer['conditions']>['refund_before_departure'],
): Condition | undefined => {
  if (said === undefined) return undefined;
  const { allowed, penalty_amount: amount, penalty_currency: currency } = said;
  if (!allowed || amount === undefined || currency === undefined) return { allowed };
  return { allowed, penalty: { amount, currency } };
};
