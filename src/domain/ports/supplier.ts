import type { Result } from 'neverthrow';
import type { Criteria } from '../flights/criteria/criteria.ts';
import type { Capabilities } from '../flights/criteria/missing-capability.ts';
import type { FoundBatch } from '../flights/offers/offer-found.ts';
import type { SupplierFault } from '../flights/view/messages.ts';
import type { SearchId } from '../search/search-id.ts';

export interface SupplierRequest {
  readonly search_id: SearchId;
  readonly criteria: Criteria;
  /** How long the answer may take; the signal aborts by then at the latest. */
  readonly timeout_ms: number;
  /** The name of the API key under which it was requested; absent where none are needed. */
  readonly caller?: string;
}

/** Why an answer ends early. `skipped`: it is no failure, the supplier has nothing to do with such a search. */
export interface SupplierStop extends SupplierFault {
  readonly skipped?: true;
}

/** How a supplier wants to be asked, by each provider process. */
export interface SupplierLimits {
  /** Its own patience, where it is shorter than that of the settings. */
  readonly timeoutMs?: number;
  readonly perMinute?: number;
  /** Searches at a time. */
  readonly concurrent?: number;
}

/** The largest part of an answer that becomes one message, in offers; a larger one is split. */
export const MAX_BATCH_OFFERS = 50;

/**
 * A source of offers. Yields batches as they are found, in prices of the criteria's currency, and ends; stops after its
 * first fault. What it has given before a fault still stands. Stops, and lets go of everything, soon after the signal
 * aborts. Nothing it says is trusted: offers that do not answer the request are dropped and counted.
 */
export interface Supplier {
  readonly supplier_id: string;
  readonly name: string;
  readonly capabilities?: Capabilities;
  readonly limits?: SupplierLimits;
  search(request: SupplierRequest, signal: AbortSignal): AsyncIterable<Result<FoundBatch, SupplierStop>>;
}
