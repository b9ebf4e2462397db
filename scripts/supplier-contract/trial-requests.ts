import { type Criteria, CRITERIA_DEFAULTS } from '../../src/domain/flights/criteria/criteria.ts';

export interface TrialRequest {
  readonly name: string;
  readonly criteria: Criteria;
}

export interface TrialRoute {
  readonly origin: string;
  readonly destination: string;
  /** `YYYY-MM-DD`. */
  readonly departure_date: string;
  readonly currency: string;
}

const DAY_MS = 86_400_000;
/** Far enough ahead for most fares to be on sale. */
const DAYS_AHEAD = 30;
const STAY_DAYS = 7;

const daysAfter = (atMs: number, days: number): string =>
  new Date(atMs + days * DAY_MS).toISOString().slice(0, 10);

export const trialRoute = (nowMs: number, changed: Partial<TrialRoute> = {}): TrialRoute => ({
  origin: 'AMS',
  destination: 'LHR',
  departure_date: daysAfter(nowMs, DAYS_AHEAD),
  currency: CRITERIA_DEFAULTS.currency,
  ...changed,
});

export const ONE_WAY = 'one way';
export const PARTY = 'a party of four';

/** What a supplier on trial is asked for. Each has to be a search that travellers make. */
export const trialRequests = (route: TrialRoute): readonly TrialRequest[] => {
  const { origin, destination, departure_date, currency } = route;
  const out = { origin, destination, departure_date };
  const back = {
    origin: destination,
    destination: origin,
    departure_date: daysAfter(Date.parse(departure_date), STAY_DAYS),
  };
  const oneWay: Criteria = { ...CRITERIA_DEFAULTS, currency, slices: [out] };
  return [
    { name: ONE_WAY, criteria: oneWay },
    { name: 'there and back', criteria: { ...oneWay, slices: [out, back] } },
    { name: PARTY, criteria: { ...oneWay, passengers: { adults: 2, children_ages: [7, 1] } } },
    { name: 'business class', criteria: { ...oneWay, cabin: 'business' } },
    {
      // From Spitsbergen to the Strait of Magellan.
      name: 'a route that hardly anybody sells',
      criteria: { ...oneWay, slices: [{ origin: 'LYR', destination: 'PUQ', departure_date }] },
    },
  ];
};
