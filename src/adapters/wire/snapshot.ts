import { z } from 'zod';
import type { SupplierOffer, SupplierView } from '../../domain/flights/view/search-view.ts';
import type { Snapshot } from '../../domain/flights/view/snapshot.ts';
import {
  count,
  milliseconds,
  name,
  offerFault,
  offerFaults,
  offerId,
  position,
  supplierFault,
  supplierId,
  supplierStatus,
} from './fields.ts';
import { completed, dictionaries, processing, progress, requested, totals } from './messages.ts';
import { itinerary, itineraryId, offer } from './offer.ts';

export const supplierView = z.object({
  supplier_id: supplierId,
  name,
  status: supplierStatus,
  offers: count,
  error: supplierFault.exactOptional(),
  dropped: offerFaults.exactOptional(),
  first_result_ms: milliseconds.exactOptional(),
  duration_ms: milliseconds.exactOptional(),
}) satisfies z.ZodType<SupplierView>;

export const supplierOffer = offer.extend({ supplier_id: supplierId }) satisfies z.ZodType<SupplierOffer>;

/** The answer to `GET /v1/searches/:id`. */
export const snapshot = requested.extend({
  status: z.enum(['requested', 'processing', 'completed']),
  processing: processing.exactOptional(),
  suppliers: z.array(supplierView),
  progress,
  totals,
  offers: z.array(supplierOffer),
  removed: z.array(z.object({ supplier_id: supplierId, offer_id: offerId })),
  dropped: z.array(z.object({ supplier_id: supplierId, offer_id: offerId, fault: offerFault })),
  refused: z.array(z.object({ itinerary_id: itineraryId, fault: offerFault })),
  itineraries: z.array(itinerary),
  dictionaries,
  truncated: z.boolean(),
  completed: completed.exactOptional(),
  position,
}) satisfies z.ZodType<Snapshot>;
