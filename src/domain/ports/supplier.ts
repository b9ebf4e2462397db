import type { Result } from 'neverthrow';
import type { Criteria } from '../flights/criteria.ts';
import type { Dictionaries, SupplierFault } from '../flights/messages.ts';
import type { Itinerary, Offer } from '../flights/offer.ts';
import type { SearchId } from '../search/search-id.ts';

export interface SupplierRequest {
  readonly search_id: SearchId;
  readonly criteria: Criteria;
}

/** A part of an answer. */
export interface SupplierBatch {
  readonly offers: readonly Offer[];
  /** At least those that `offers` name for the first time. */
  readonly itineraries: readonly Itinerary[];
  readonly dictionaries: Dictionaries;
  readonly removed: readonly string[];
  /** How much of the answer has been given with this batch, 0 to 1, if the supplier can tell. */
  readonly share?: number;
}

/** The largest batch, in offers; a larger one is split. */
export const MAX_BATCH_OFFERS = 50;

/**
 * A source of offers. Yields batches as they are found, in prices of the criteria's currency, and ends; stops after its
 * first fault. What it has given before a fault still stands. Stops, and lets go of everything, soon after the signal
 * aborts.
 */
export interface Supplier {
  readonly supplier_id: string;
  readonly name: string;
  search(request: SupplierRequest, signal: AbortSignal): AsyncIterable<Result<SupplierBatch, SupplierFault>>;
}
