import { z } from 'zod';
import type { FoundBatch, OfferFound } from '../../domain/flights/offers/offer-found.ts';
import { carrierCode, name, offerId } from './fields.ts';
import { cabin, MAX_SEGMENTS, MAX_SLICES, minutes, offerTerms, revision, soldSegment } from './offer.ts';

/** Of one batch, as it comes from a supplier; more is a mistake and not an answer. */
export const MAX_SUPPLIER_OFFERS = 20_000;

const segmentFound = soldSegment.extend({
  flight_number: z
    .string()
    .regex(/^(?=.*[1-9])\d{1,4}[A-Z]?$/)
    .transform((number) => number.replace(/^0+(?=\d)/, '')),
  duration_minutes: minutes.exactOptional(),
  cabin: cabin.exactOptional(),
});

const offerFound = offerTerms.extend({
  revision: revision.exactOptional(),
  slices: z
    .array(z.object({ segments: z.array(segmentFound).min(1).max(MAX_SEGMENTS) }))
    .min(1)
    .max(MAX_SLICES),
}) satisfies z.ZodType<OfferFound>;

/** What a supplier that is not part of this program says, field by field. */
export const supplierBatch = z.object({
  offers: z.array(offerFound).max(MAX_SUPPLIER_OFFERS),
  removed: z.array(offerId).max(MAX_SUPPLIER_OFFERS).exactOptional(),
  carriers: z.record(carrierCode, name).exactOptional(),
  share: z.number().min(0).max(1).exactOptional(),
}) satisfies z.ZodType<FoundBatch>;

const envelope = supplierBatch.extend({ offers: z.array(z.unknown()).max(MAX_SUPPLIER_OFFERS) });

/** A batch without those of its offers that are none, which are counted; undefined where it is no batch at all. */
export const parseSupplierBatch = (value: unknown): FoundBatch | undefined => {
  const batch = envelope.safeParse(value).data;
  if (batch === undefined) return undefined;
  const offers = batch.offers.flatMap((offer) => offerFound.safeParse(offer).data ?? []);
  const malformed = batch.offers.length - offers.length;
  return { ...batch, offers, ...(malformed > 0 && { dropped: { malformed } }) };
};
