import { z } from 'zod';
import {
  type Completed,
  type Dictionaries,
  MAX_RESULT_NAMES,
  OUTCOMES,
  type Processing,
  type Progress,
  type Requested,
  type ResultFound,
  SUPPLIER_ENDS,
  type SupplierSummary,
  type Totals,
} from '../../domain/flights/view/messages.ts';
import { MAX_BATCH_OFFERS } from '../../domain/ports/supplier.ts';
import { acceptedCriteria } from './accepted-criteria.ts';
import {
  caller,
  carrierCode,
  count,
  instant,
  locationCode,
  milliseconds,
  name,
  offerFaults,
  offerId,
  searchId,
  supplierFault,
  supplierId,
  supplierStatus,
} from './fields.ts';
import { itinerary, offer } from './offer.ts';

// Payloads may grow: a reader ignores fields it does not know.

/** More suppliers than anybody asks at once. */
const MAX_SUPPLIERS = 100;

export const requested = z.object({
  contract: z.literal(1),
  search_id: searchId,
  criteria: acceptedCriteria,
  requested_at: instant,
  deadline_at: instant,
  caller: caller.exactOptional(),
}) satisfies z.ZodType<Requested>;

export const processing = z.object({
  search_id: searchId,
  provider_id: z.string().min(1).max(100),
  suppliers: z.array(z.object({ supplier_id: supplierId, name })).max(MAX_SUPPLIERS),
  started_at: instant,
}) satisfies z.ZodType<Processing>;

export const dictionaries = z.object({
  airports: z.record(locationCode, z.object({ name, city: name, country: z.string().regex(/^[A-Z]{2}$/) })),
  carriers: z.record(carrierCode, z.object({ name })),
}) satisfies z.ZodType<Dictionaries>;

const percent = z.number().min(0).max(100);

export const progress = z.object({
  percent,
  answered: count,
  total: count,
  offers: count,
}) satisfies z.ZodType<Progress>;

const fewNames = ({ airports, carriers }: Dictionaries): boolean =>
  [airports, carriers].every((names) => Object.keys(names).length <= MAX_RESULT_NAMES);

export const result = z.object({
  search_id: searchId,
  supplier_id: supplierId,
  supplier_status: supplierStatus,
  error: supplierFault.exactOptional(),
  offers: z.array(offer).max(MAX_BATCH_OFFERS),
  itineraries: z.array(itinerary).max(MAX_BATCH_OFFERS),
  dictionaries: dictionaries.refine(fewNames),
  removed: z.array(offerId).max(MAX_BATCH_OFFERS),
  dropped: offerFaults.exactOptional(),
  progress,
}) satisfies z.ZodType<ResultFound>;

const supplierSummary = z.object({
  supplier_id: supplierId,
  status: z.enum(SUPPLIER_ENDS),
  offers: count,
  first_result_ms: milliseconds.exactOptional(),
  duration_ms: milliseconds.exactOptional(),
  error: supplierFault.exactOptional(),
  dropped: offerFaults.exactOptional(),
}) satisfies z.ZodType<SupplierSummary>;

export const totals = z.object({
  offers: count,
  itineraries: count,
  results: count,
}) satisfies z.ZodType<Totals>;

export const completed = z.object({
  search_id: searchId,
  outcome: z.enum(OUTCOMES),
  suppliers: z.array(supplierSummary).max(MAX_SUPPLIERS),
  totals,
  duration_ms: milliseconds,
}) satisfies z.ZodType<Completed>;
