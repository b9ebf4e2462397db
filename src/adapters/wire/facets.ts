import { z } from 'zod';
import type { Facets } from '../../domain/flights/pages/facets.ts';
import { HISTOGRAM_BINS } from '../../domain/flights/pages/price-histogram.ts';
import { carrierCode, count, locationCode, money, supplierId } from './fields.ts';

/** Of itineraries, with the lowest price among them. */
const option = z.object({ count, min_price: money.exactOptional() });

const range = z.object({ min: count, max: count });

const HOURS = 24;

export const facets = z.object({
  stops: z.array(option.extend({ stops: count })),
  carriers: z.array(option.extend({ code: carrierCode })),
  airports: z.array(option.extend({ code: locationCode })),
  suppliers: z.array(option.extend({ supplier_id: supplierId })),
  bags: z.array(option.extend({ min_bags: count })),
  refundable: option,
  departure_hours: z.array(z.array(option).length(HOURS)).min(1),
  duration_minutes: range.exactOptional(),
  layover_minutes: range.exactOptional(),
  price_histogram: z
    .object({ from: money, to: money, counts: z.array(count).length(HISTOGRAM_BINS) })
    .exactOptional(),
}) satisfies z.ZodType<Facets>;
