import type { Cabin, Passengers } from '../../../domain/flights/criteria.ts';
import { randomOf } from './random.ts';
import type { SliceOption } from './slice-options.ts';

const CABIN_FACTOR: Readonly<Record<Cabin, number>> = {
  economy: 1,
  premium_economy: 1.6,
  business: 3.2,
  first: 5,
};
/** Weekend traffic pays more: Friday and Sunday. */
const BUSY_DAYS = new Set([0, 5]);
const BUSY_FACTOR = 1.12;
/** People pay for a direct flight. */
const STOPS_FACTOR = { direct: 1.12, connecting: 0.92 } as const;
/** How far fares of like flights lie apart, as the deviation of their logarithms. */
const SPREAD = 0.1;

const ADULT_FROM_AGE = 12;
const SEATED_FROM_AGE = 2;
const CHILD_FARE = 0.8;
const INFANT_FARE = 0.1;

/** Euros for one adult, one slice, one way, before any supplier's markup. */
export const adultFare = (option: SliceOption, cabin: Cabin, seed: string): number => {
  const { carrier, date, km, flights } = option;
  const names = flights.map(({ segment }) => segment.marketing_carrier + segment.flight_number);
  const random = randomOf('fare', seed, date, ...names);
  return (
    (25 + 0.085 * km ** 0.93) *
    carrier.priceFactor *
    CABIN_FACTOR[cabin] *
    STOPS_FACTOR[flights.length > 1 ? 'connecting' : 'direct'] *
    (BUSY_DAYS.has(new Date(`${date}T00:00:00Z`).getUTCDay()) ? BUSY_FACTOR : 1) *
    Math.exp(SPREAD * bell(random(), random()))
  );
};

/** How many adult fares a party pays. */
export const fareShares = ({ adults, children_ages }: Passengers): number =>
  children_ages.reduce((sum, age) => sum + shareAt(age), adults);

const shareAt = (age: number): number => {
  if (age < SEATED_FROM_AGE) return INFANT_FARE;
  return age < ADULT_FROM_AGE ? CHILD_FARE : 1;
};

/** A normally distributed number of two evenly distributed ones (Box and Muller). */
const bell = (one: number, other: number): number =>
  Math.sqrt(-2 * Math.log(1 - one)) * Math.cos(2 * Math.PI * other);
