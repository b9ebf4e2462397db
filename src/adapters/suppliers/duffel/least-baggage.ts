import { SEATED_FROM_AGE } from '../../../domain/flights/criteria/criteria.ts';
import type { BaggageAllowance } from '../../../domain/flights/offers/offer.ts';
import type { DuffelOffer } from '../../wire/duffel.ts';

/** More pieces than anybody carries. */
const MOST_PIECES = 9;

/**
 * What every passenger may take on every flight, the least of all. Not established where some flight says nothing of it:
 * what is not listed may be for sale, or not known.
 */
export const leastBaggage = (
  offer: DuffelOffer,
  type: 'carry_on' | 'checked',
): BaggageAllowance | undefined => {
  // Whoever sits on a lap has next to no baggage of their own.
  const onLap = new Set(
    offer.passengers
      .filter(
        (passenger) =>
          passenger.type === 'infant_without_seat' || (passenger.age ?? SEATED_FROM_AGE) < SEATED_FROM_AGE,
      )
      .map(({ id }) => id),
  );
  let least = Number.POSITIVE_INFINITY;
  for (const { passenger_id, baggages = [] } of offer.slices
    .flatMap(({ segments }) => segments)
    .flatMap(({ passengers }) => passengers)) {
    if (onLap.has(passenger_id)) continue;
    const pieces = baggages.filter((baggage) => baggage.type === type);
    if (pieces.length === 0) return undefined;
    least = Math.min(
      least,
      pieces.reduce((sum, { quantity }) => sum + quantity, 0),
    );
  }
  return Number.isFinite(least) ? { quantity: Math.min(least, MOST_PIECES) } : undefined;
};
