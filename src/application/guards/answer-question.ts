import { canonicalCriteria } from '../../domain/flights/criteria/canonical-criteria.ts';
import { hasExpired } from '../../domain/flights/offers/has-expired.ts';
import type { FoundBatch } from '../../domain/flights/offers/offer-found.ts';
import type { SupplierRequest, SupplierStop } from '../../domain/ports/supplier.ts';
import type { Result } from 'neverthrow';

/** One thing that a supplier says. */
export type Said = Result<FoundBatch, SupplierStop>;

/**
 * The same for requests that the same answer will do for: none that is given to one caller is given to another, who may have
 * other prices. Of the time for the answer only the seconds count, since an answer that was given less time may be another
 * one. `fingerprint`: of how the supplier is set up.
 */
export const answerQuestion = (
  { criteria, timeout_ms, caller }: SupplierRequest,
  fingerprint: string,
): string =>
  JSON.stringify([fingerprint, caller ?? null, Math.ceil(timeout_ms / 1_000), canonicalCriteria(criteria)]);

/** What was said to another search: marked, and without what is no longer to be had. */
export const saidAgain = (batch: FoundBatch, nowMs: number): FoundBatch => ({
  ...batch,
  offers: batch.offers
    .filter((offer) => !hasExpired(offer, nowMs))
    .map((offer) => ({ ...offer, from_cache: true })),
});

/** About how large a batch is: no more than its bytes, and quick to tell. */
export const sizeOf = (batch: FoundBatch): number => JSON.stringify(batch).length;
