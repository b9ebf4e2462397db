import type { OfferFault } from '../../src/domain/flights/offers/offer-fault.ts';

/** Why an offer is not shown, for whoever wrote it. */
export const FAULT_WORDS: Readonly<Record<OfferFault, string>> = {
  malformed: 'has a price of nothing, or more decimals than its currency has',
  unknown_airport: 'names an airport that nobody knows',
  impossible_time:
    'has times that cannot be: they are local to each airport, and arrival lies behind departure',
  impossible_connection: 'leaves before the flight before it has arrived, or from somewhere else',
  wrong_route: 'does not go from where to where it was asked for, slice by slice',
  wrong_date: 'leaves on another day than it was asked for, in local time',
  outside_window: 'leaves or arrives outside the hours that were asked for',
  wrong_cabin: 'is in another cabin than it was asked for',
  wrong_currency: 'is priced in another currency than it was asked for',
  too_many_stops: 'has more stops than it was asked for',
  wrong_carrier: 'is flown by a carrier that was not asked for',
  expired: 'has expired already',
  mislabelled: 'says of its flights what they cannot be',
  too_many: 'is one of too many',
};

/** What the codes mean that the program itself gives, where nothing more is known. */
export const STOP_WORDS: Readonly<Record<string, string>> = {
  unreachable: 'it could not be reached, or its answer broke off',
  unreadable_answer: 'it said something that is no batch, like {"offers": []}',
  answer_too_large: 'its answer is larger than any may be',
  redirect_refused: 'it redirects, which is not followed: name the URL where it ends',
  invalid_request: 'it refused the request',
  rate_limited: 'it has been asked too often',
  supplier_crashed: 'it threw something without a code',
};

const CODE = /^[a-z][a-z0-9_]{0,63}$/;

/** What a module threw that says not why it stopped. */
export const crashWords = (error: unknown): string => {
  if (!(error instanceof Error)) return 'it threw something that is no error';
  if (!('code' in error)) return `it threw without a code: ${error.message}`;
  const code = String(error.code);
  return CODE.test(code)
    ? `it threw the code "${code}", whose retryable and skipped are not true or false: ${error.message}`
    : `it threw the code "${code}", which is none: a code is snake_case, like "sold_out": ${error.message}`;
};
