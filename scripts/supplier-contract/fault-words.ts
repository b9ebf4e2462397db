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

/** What the codes mean that the program itself gives. */
export const STOP_WORDS: Readonly<Record<string, string>> = {
  unreachable:
    'it could not be reached, answered with a status from 500, or its answer broke off (each line ends with a newline)',
  unreadable_answer:
    'its answer is none: a module yields {offers: […]}; a URL answers 200 with Content-Type application/x-ndjson and one such object a line',
  answer_too_large: 'its answer is larger than any may be',
  redirect_refused: 'it redirects, which is not followed: name the URL where it ends',
  invalid_request: 'it answered with a status from 400',
  rate_limited: 'it answered with the status 429',
  supplier_crashed: 'it threw something without a code',
};
