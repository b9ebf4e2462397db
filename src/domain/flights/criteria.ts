export const CABINS = ['economy', 'premium_economy', 'business', 'first'] as const;
export type Cabin = (typeof CABINS)[number];

/** Those that prices can be asked for in. */
export const CURRENCIES = ['EUR', 'USD', 'GBP'] as const;

/** What a traveller asks for. Codes are IATA's, of an airport or of a city; dates are local to the origin. */
export interface Criteria {
  readonly slices: readonly CriteriaSlice[];
  readonly passengers: Passengers;
  readonly cabin: Cabin;
  /** Per slice; left out, any number. */
  readonly max_stops?: number;
  /** ISO 4217: the currency of every price in the answers. */
  readonly currency: string;
}

export interface CriteriaSlice {
  readonly origin: string;
  readonly destination: string;
  /** `YYYY-MM-DD`. */
  readonly departure_date: string;
}

export interface Passengers {
  readonly adults: number;
  /** Ages on the day of the last slice; under 2 travels on an adult's lap. */
  readonly children_ages: readonly number[];
}

export const CRITERIA_DEFAULTS = {
  passengers: { adults: 1, children_ages: [] },
  cabin: 'economy',
  currency: 'EUR',
} as const satisfies Partial<Criteria>;
