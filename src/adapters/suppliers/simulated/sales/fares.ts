import {
  type Cabin,
  type Passengers,
  SEATED_FROM_AGE,
} from '../../../../domain/flights/criteria/criteria.ts';
import type { Carrier } from '../../../../domain/ports/carriers.ts';
import { weekdayOf } from '../timetable/flights.ts';
import { bell, between, randomOf } from '../random.ts';
import type { SliceOption } from '../ways/slice-option.ts';

const CABIN_FACTOR: Readonly<Record<Cabin, number>> = {
  economy: 1,
  premium_economy: 1.6,
  business: 3.2,
  first: 5,
};
/** By the number of changes: people pay for a direct flight. */
const STOPS_FACTOR = [1.12, 0.92, 0.85] as const;
const CARRIER_FACTOR = { full_service: [0.95, 1.15], low_cost: [0.7, 0.78] } as const;
/** By day of the week, from Sunday on: weekend traffic pays more. */
const WEEKDAY_FACTOR = [1.12, 1.02, 0.95, 0.95, 1.02, 1.12, 1.02] as const;
/** By month, from January on; the holidays of the north. */
const MONTH_FACTOR = [0.92, 0.92, 0.98, 1.02, 1, 1.08, 1.2, 1.2, 1.04, 1, 0.92, 1.15] as const;
/** Days ahead, and what that does to a fare; between them it slides. */
const ADVANCE: readonly (readonly [days: number, factor: number])[] = [
  [0, 2.2],
  [3, 1.8],
  [7, 1.45],
  [14, 1.15],
  [30, 0.95],
  [60, 0.85],
];
/** How far fares of like flights lie apart, and those of one flight from day to day, as deviations of their logarithms. */
const SPREAD = 0.1;
const LAST_WEEKS = { days: 28, spread: 0.05 } as const;
/** Several tickets, each for itself, of whoever is cheapest on that part of the way. */
const SEVERAL_TICKETS_FACTOR = 0.95;

const ADULT_FROM_AGE = 12;
const CHILD_FARE = 0.8;
const INFANT_FARE = 0.1;

/** Euros for one adult in economy, one way, before everything that makes a fare dearer or cheaper. */
export const baseFare = (km: number): number => 25 + 0.085 * km ** 0.93;

export interface FareAt {
  readonly cabin: Cabin;
  readonly daysAhead: number;
  readonly seed: string;
}

/** Euros for one adult, one slice, one way, before any supplier's markup: the same flight costs the same everywhere. */
export const adultFare = (option: SliceOption, { cabin, daysAhead, seed }: FareAt): number => {
  const { date, flights, selfTransfer, key } = option;
  const random = randomOf('fare', seed, key);
  const drift =
    daysAhead < LAST_WEEKS.days ? LAST_WEEKS.spread * bell(randomOf('drift', seed, key, daysAhead)) : 0;
  return (
    (selfTransfer ? severalTickets(option) : oneTicket(option)) *
    CABIN_FACTOR[cabin] *
    (STOPS_FACTOR[selfTransfer ? 1 : Math.min(2, flights.length - 1)] ?? 1) *
    (WEEKDAY_FACTOR[weekdayOf(date)] ?? 1) *
    (MONTH_FACTOR[Number(date.slice(5, 7)) - 1] ?? 1) *
    advanceFactor(daysAhead) *
    Math.exp(SPREAD * bell(random) + drift)
  );
};

const oneTicket = ({ km, carrier }: SliceOption): number => baseFare(km) * carrierFactor(carrier);

const severalTickets = ({ flights }: SliceOption): number =>
  SEVERAL_TICKETS_FACTOR *
  flights.reduce((sum, { km, carrier }) => sum + baseFare(km) * carrierFactor(carrier), 0);

/** What a carrier asks, against the middle of the market. */
const carrierFactor = ({ code, type }: Carrier): number => {
  const [least, most] = CARRIER_FACTOR[type];
  return between(least, most, randomOf('carrier fare', code));
};

export const advanceFactor = (daysAhead: number): number => {
  const next = ADVANCE.findIndex(([days]) => days >= daysAhead);
  const [days, factor] = ADVANCE[next] ?? ADVANCE.at(-1) ?? [0, 1];
  const [daysBefore, factorBefore] = ADVANCE[next - 1] ?? [days, factor];
  if (days === daysBefore) return factor;
  return factorBefore + ((factor - factorBefore) * (daysAhead - daysBefore)) / (days - daysBefore);
};

/** How many adult fares a party pays. */
export const fareShares = ({ adults, children_ages }: Passengers): number =>
  children_ages.reduce((sum, age) => sum + shareAt(age), adults);

const shareAt = (age: number): number => {
  if (age < SEATED_FROM_AGE) return INFANT_FARE;
  return age < ADULT_FROM_AGE ? CHILD_FARE : 1;
};
