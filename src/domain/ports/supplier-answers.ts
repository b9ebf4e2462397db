import type { ResultAsync } from 'neverthrow';
import type { FoundBatch } from '../flights/offers/offer-found.ts';
import type { Unavailable } from './result-stream.ts';

/** Which answer: of whom, and to what. */
export interface AnswerKey {
  readonly supplier_id: string;
  /** The same text wherever, and only where, the same answer will do. */
  readonly question: string;
}

/** All that a supplier said, from the beginning to the end. */
export type WholeAnswer = readonly FoundBatch[];

/** Of one answer as JSON, in UTF-8. A larger one is not kept: hardly anybody asks for it twice within a minute. */
export const MAX_ANSWER_BYTES = 2 * 1024 * 1024;

/**
 * Answers of suppliers that are over, for a while. A memory, not a store: it may forget at any time. What comes back is
 * what a supplier may say, field by field, and what was `dropped` of it, without `from_cache`; anything else counts as
 * forgotten.
 */
export interface SupplierAnswers {
  find(key: AnswerKey): ResultAsync<WholeAnswer | undefined, Unavailable>;
  /** In the place of the one before; a success also where it is too large. */
  keep(key: AnswerKey, answer: WholeAnswer, ttlMs: number): ResultAsync<void, Unavailable>;
}
