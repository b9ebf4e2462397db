import type { FoundBatch } from '../../domain/flights/offer-found.ts';

/** Of one answer. A search shows 2,000 itineraries: whoever says more than this is not answering it. */
export const MAX_ANSWER_OFFERS = 20_000;
/** Also empty ones, so that an answer which never ends and says nothing ends as well. */
export const MAX_ANSWER_BATCHES = 1_000;

/** Counts the batches of one answer; false as soon as they are more than an answer may have. */
export const answerBounds = (): ((batch: FoundBatch) => boolean) => {
  let batches = 0;
  let offers = 0;
  return (batch) => {
    batches += 1;
    offers += batch.offers.length + (batch.dropped?.malformed ?? 0) + (batch.removed?.length ?? 0);
    return batches <= MAX_ANSWER_BATCHES && offers <= MAX_ANSWER_OFFERS;
  };
};
