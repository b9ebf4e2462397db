import type { FoundBatch } from '../flights/offers/offer-found.ts';
import type { SupplierRequest } from './supplier.ts';

/**
 * What a module exports as its default to be a supplier; an async generator is one. Yields what it finds as it finds it,
 * in prices of the criteria's currency, and returns when that is all. Stops soon after the signal aborts.
 *
 * Where it cannot answer it throws: an error with a `code` in snake_case ends its answer as failed with that code, and may
 * say `retryable: true`, or `skipped: true` where it has nothing to do with such a search. Any other error is a crash.
 * What was yielded before stands.
 *
 * Beside it a module may export `name`, `capabilities` (`Capabilities`) and `limits` (`SupplierLimits`).
 */
export type SearchOffers = (request: SupplierRequest, signal: AbortSignal) => AsyncIterable<FoundBatch>;
