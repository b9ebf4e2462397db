import { z } from 'zod';
import { SUPPLIER_ENDS } from '../../domain/flights/view/messages.ts';
import { OFFER_FAULTS } from '../../domain/flights/offers/offer-fault.ts';
import type { OfferFaults } from '../../domain/flights/offers/offer-found.ts';
import { isPosition } from '../../domain/search/position.ts';
import { isSearchId } from '../../domain/search/search-id.ts';

export const searchId = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  .refine(isSearchId);
export const position = z
  .string()
  .regex(/^\d{1,20}-\d{1,20}$/)
  .refine(isPosition);

/** ISO 8601, UTC. */
export const instant = z.iso.datetime();
const DAY_AND_MINUTE = String.raw`^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d`;
export const localMinute = z.string().regex(new RegExp(`${DAY_AND_MINUTE}$`));
export const utcMinute = z.string().regex(new RegExp(`${DAY_AND_MINUTE}Z$`));

export const locationCode = z.string().regex(/^[A-Z]{3}$/);
export const carrierCode = z.string().regex(/^[A-Z0-9]{2}$/);
export const currencyCode = z.string().regex(/^[A-Z]{3}$/);
/** At most twelve digits before the point, so that minor units stay exact numbers. */
export const money = z.object({
  amount: z.string().regex(/^(?:0|[1-9]\d{0,11})(?:\.\d{1,3})?$/),
  currency: currencyCode,
});

/** Without a slash, since offers are told apart by `<supplier_id>/<offer_id>`. */
export const supplierId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/);
/** The name of an API key. */
export const caller = z.string().regex(/^[\w.-]{1,64}$/);
export const offerId = z.string().min(1).max(200);
export const name = z.string().min(1).max(120);

export const count = z.int().min(0);
export const milliseconds = z.int().min(0);

export const supplierStatus = z.enum(['answering', ...SUPPLIER_ENDS]);
export const supplierFault = z.object({
  code: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/),
  retryable: z.boolean(),
});

export const offerFault = z.enum(OFFER_FAULTS);
/** How many offers had which fault. */
export const offerFaults = z.partialRecord(offerFault, count) satisfies z.ZodType<OfferFaults>;
