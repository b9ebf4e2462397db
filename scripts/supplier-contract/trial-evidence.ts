import type { OfferFound } from '../../src/domain/flights/offers/offer-found.ts';
import type { Hearing } from './hear-supplier.ts';
import type { Trial } from './hold-trial.ts';

/** Why a trial cannot show whether a promise is kept; undefined, if it can. */
export type MissingEvidence = (trial: Trial) => string | undefined;

export const offersOf = ({ batches }: Hearing): readonly OfferFound[] =>
  batches.flatMap(({ offers }) => offers);

/** To the end, and not by stopping with a fault. */
const isAnswered = ({ stop, crash, end }: Hearing): boolean =>
  end === 'in_time' && crash === undefined && (stop === undefined || stop.skipped === true);

const hasOffers = (said: unknown): boolean =>
  typeof said === 'object' &&
  said !== null &&
  'offers' in said &&
  Array.isArray(said.offers) &&
  said.offers.length > 0;

/** With a fault or without. */
export const needsToEnd: MissingEvidence = ({ hearings }) =>
  hearings.some(({ end }) => end === 'in_time') ? undefined : 'it ended no request';

/** Whoever refuses every request is quick, and has shown nothing by it. */
export const needsAnAnswer: MissingEvidence = ({ hearings }) =>
  hearings.some((hearing) => isAnswered(hearing) || hearing.said.length > 0)
    ? undefined
    : 'it answered no request';

export const needsABatch: MissingEvidence = ({ hearings }) =>
  hearings.some(({ said }) => said.length > 0) ? undefined : 'it said nothing';

export const needsAReadableBatch: MissingEvidence = ({ hearings }) =>
  hearings.some((hearing) => isAnswered(hearing) || hearing.batches.length > 0)
    ? undefined
    : 'it said no batch that can be read';

/** Without an offer, that is: with one it has found something in any case. */
export const needsAnEnd: MissingEvidence = ({ hearings }) =>
  hearings.some(isAnswered) ? undefined : 'it answered no request to the end';

export const needsAnOffer: MissingEvidence = ({ hearings }) =>
  hearings.some(({ said }) => said.some(hasOffers)) ? undefined : 'it gave no offer';

export const needsAReadableOffer: MissingEvidence = ({ hearings }) =>
  hearings.some((hearing) => offersOf(hearing).length > 0) ? undefined : 'it gave no offer that can be read';

export const needsTwoAnswers: MissingEvidence = ({ hearings, again }) => {
  const both = [hearings[0], again];
  if (!both.every((hearing) => hearing !== undefined && isAnswered(hearing)))
    return 'it did not answer twice to the end';
  return both.some((hearing) => hearing !== undefined && offersOf(hearing).length > 0)
    ? undefined
    : 'it found nothing either time';
};
