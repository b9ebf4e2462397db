import { z } from 'zod';
import type { PageStats } from '../../domain/flights/pages/page-stats.ts';
import { SORTS } from '../../domain/flights/pages/ranking.ts';
import { MAX_ROW_OFFERS, type PageRow, type SearchPage } from '../../domain/flights/pages/search-page.ts';
import { facets } from './facets.ts';
import { count, instant, money, offerFaults, position, searchId } from './fields.ts';
import { dictionaries, progress } from './messages.ts';
import { itinerary, itineraryId } from './offer.ts';
import { supplierOffer, supplierView } from './snapshot.ts';

const sort = z.enum(SORTS);

const row = itinerary.extend({
  offers: z.array(supplierOffer).min(1).max(MAX_ROW_OFFERS),
  more_offers: count,
  price: money,
  score: z.number().min(0).max(10),
  labels: z.array(sort).min(1).exactOptional(),
}) satisfies z.ZodType<PageRow>;

const foremost = z.object({
  itinerary_id: itineraryId,
  price: money,
  duration_minutes: count,
});

const stats = z.object({
  itineraries: count,
  offers: count,
  min_price: money.exactOptional(),
  max_price: money.exactOptional(),
  min_duration_minutes: count.exactOptional(),
  max_duration_minutes: count.exactOptional(),
  best: foremost.exactOptional(),
  cheapest: foremost.exactOptional(),
  fastest: foremost.exactOptional(),
  dropped: offerFaults,
}) satisfies z.ZodType<PageStats>;

/** The answer to `GET /v1/searches/:id` with any parameter. */
export const page = z.object({
  search_id: searchId,
  status: z.enum(['requested', 'processing', 'completed']),
  progress,
  suppliers: z.array(supplierView),
  truncated: z.boolean(),
  position,
  as_of: instant,
  itineraries: z.array(row).max(200),
  stats,
  facets,
  dictionaries,
  links: z.object({
    self: z.string().min(1),
    next: z.string().min(1).exactOptional(),
    events: z.string().min(1),
  }),
}) satisfies z.ZodType<SearchPage>;
