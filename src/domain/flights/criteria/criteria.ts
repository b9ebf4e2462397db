export const CABINS = ['economy', 'premium_economy', 'business', 'first'] as const;
export type Cabin = (typeof CABINS)[number];

/** Those that prices can be asked for in, by ISO 4217. */
export const CURRENCIES = [
  'EUR',
  'USD',
  'GBP',
  'AED',
  'AUD',
  'BRL',
  'CAD',
  'CHF',
  'CNY',
  'DKK',
  'HKD',
  'IDR',
  'INR',
  'JPY',
  'KRW',
  'KWD',
  'MXN',
  'NOK',
  'NZD',
  'PLN',
  'SEK',
  'SGD',
  'THB',
  'TRY',
  'ZAR',
] as const;

/** What a traveller asks for. Codes are IATA's, of an airport or of a city; dates and hours are local. */
export interface Criteria {
  readonly slices: readonly CriteriaSlice[];
  readonly passengers: Passengers;
  readonly cabin: Cabin;
  /** Per slice; left out, any number. */
  readonly max_stops?: number;
  /** Marketing carriers by IATA code: only these, or none of these. */
  readonly carriers?: CarrierFilter;
  /** ISO 4217: the currency of every price in the answers. */
  readonly currency: string;
  /** Where the traveller buys, ISO 3166-1 alpha-2. */
  readonly market?: string;
  /** BCP 47: the language that suppliers are asked in. */
  readonly locale?: string;
  /** How long one supplier may take, in milliseconds. */
  readonly timeout_ms?: number;
}

export interface CriteriaSlice {
  readonly origin: string;
  readonly destination: string;
  /** `YYYY-MM-DD`. */
  readonly departure_date: string;
  readonly departure_window?: TimeWindow;
  readonly arrival_window?: TimeWindow;
}

/** Local times of a day, `HH:MM`, both included. One that ends before it begins goes past midnight. */
export interface TimeWindow {
  readonly from: string;
  readonly to: string;
}

export type CarrierFilter = { readonly include: readonly string[] } | { readonly exclude: readonly string[] };

/** Below this age a child travels on an adult's lap. */
export const SEATED_FROM_AGE = 2;

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
