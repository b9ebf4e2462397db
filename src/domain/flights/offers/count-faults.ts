import { OFFER_FAULTS } from './offer-fault.ts';
import type { OfferFaults } from './offer-found.ts';

const combine = (
  one: OfferFaults,
  other: OfferFaults,
  both: (one: number, other: number) => number,
): OfferFaults =>
  Object.fromEntries(
    OFFER_FAULTS.flatMap((fault) => {
      const count = both(one[fault] ?? 0, other[fault] ?? 0);
      return count > 0 ? [[fault, count]] : [];
    }),
  );

export const addFaults = (one: OfferFaults, other: OfferFaults): OfferFaults =>
  combine(one, other, (before, more) => before + more);

/** Of two counts of one supplier that both go on from the beginning, the one that has got further. */
export const furtherFaults = (one: OfferFaults, other: OfferFaults): OfferFaults =>
  combine(one, other, Math.max);

export const faultCount = (faults: OfferFaults): number =>
  Object.values(faults).reduce((sum, count) => sum + count, 0);
