/** Why an offer of a supplier is not shown. */
export const OFFER_FAULTS = [
  /** Not of the shape that was agreed on. */
  'malformed',
  /** Names an airport that nobody knows. */
  'unknown_airport',
  /** Leaves in an hour that spring skips, lands before it has left, or takes longer than any flight or journey. */
  'impossible_time',
  /** Leaves before the segment before it has arrived, from somewhere else, or back before one has turned round. */
  'impossible_connection',
  /** Does not go from where to where it was asked for, or on another day, or outside the hours. */
  'wrong_route',
  'wrong_date',
  'outside_window',
  'wrong_cabin',
  'wrong_currency',
  'too_many_stops',
  'wrong_carrier',
  /** Was no longer to be had when it came: its time had passed, or its flight had left. */
  'expired',
  /** Says of an itinerary what it cannot be: other flights than were named by its id, or figures that contradict its times. */
  'mislabelled',
  /** More than one supplier may say in one search. */
  'too_many',
] as const;
export type OfferFault = (typeof OFFER_FAULTS)[number];
