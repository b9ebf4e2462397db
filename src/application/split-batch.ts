import type { Itinerary, Offer } from '../domain/flights/offer.ts';
import { MAX_BATCH_OFFERS, type SupplierBatch } from '../domain/ports/supplier.ts';

/** A batch as a supplier gave it, in parts small enough for one message. */
export const splitBatch = (
  batch: SupplierBatch,
  fits: (part: SupplierBatch) => boolean,
): readonly SupplierBatch[] => {
  if (batch.offers.length <= MAX_BATCH_OFFERS && fits(batch)) return [batch];
  // One offer that does not fit by itself fits in no message: it is left out, as its supplier could have known.
  if (batch.offers.length <= 1) return [];
  const middle = Math.ceil(batch.offers.length / 2);
  return [batch.offers.slice(0, middle), batch.offers.slice(middle)].flatMap((offers, half) =>
    splitBatch(
      {
        ...batch,
        offers,
        itineraries: named(offers, batch.itineraries),
        removed: half === 0 ? batch.removed : [],
      },
      fits,
    ),
  );
};

const named = (offers: readonly Offer[], itineraries: readonly Itinerary[]): readonly Itinerary[] => {
  const ids = new Set(offers.map((offer) => offer.itinerary_id));
  return itineraries.filter((itinerary) => ids.has(itinerary.itinerary_id));
};
