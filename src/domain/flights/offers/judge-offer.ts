import type { Criteria } from '../criteria/criteria.ts';
import { minorUnits } from './money.ts';
import type { OfferFault } from './offer-fault.ts';
import type { Offer } from './offer.ts';

/** Why an offer does not answer the criteria; undefined where it does. A price of nothing is none. */
export const judgeOffer = (
  { price, cabins }: Pick<Offer, 'price' | 'cabins'>,
  criteria: Criteria,
): OfferFault | undefined => {
  if (price.currency !== criteria.currency) return 'wrong_currency';
  if ((minorUnits(price) ?? 0) <= 0) return 'malformed';
  if (cabins.length !== criteria.slices.length) return 'mislabelled';
  return cabins.every((cabin) => cabin === criteria.cabin) ? undefined : 'wrong_cabin';
};
