/** Of one answer. A search shows 2,000 itineraries: whoever says more than this is not answering it. */
export const MAX_ANSWER_OFFERS = 20_000;
/** Also empty ones, so that an answer which never ends and says nothing ends as well. */
export const MAX_ANSWER_BATCHES = 1_000;

/**
 * Hears of each batch of one answer, and of offers that were left out of it already; false as soon as they are more, or hold
 * more, than an answer may.
 */
export type AnswerBounds = (
  batch: { readonly offers: readonly unknown[]; readonly removed?: readonly string[] },
  leftOut?: number,
) => boolean;

export const answerBounds = (): AnswerBounds => {
  let batches = 0;
  let offers = 0;
  return (batch, leftOut = 0) => {
    batches += 1;
    offers += batch.offers.length + leftOut + (batch.removed?.length ?? 0);
    return batches <= MAX_ANSWER_BATCHES && offers <= MAX_ANSWER_OFFERS;
  };
};
