export const CRITERIA_LIMITS = {
  slices: 6,
  daysAhead: 365,
  /** Infants not counted, who have no seat. */
  seats: 9,
  children: 8,
  childAge: 17,
  stops: 2,
  carriers: 99,
  localeLength: 35,
  minTimeoutMs: 2_000,
  maxTimeoutMs: 60_000,
} as const;
