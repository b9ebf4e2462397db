import type { Criteria } from '../../../domain/flights/criteria.ts';
import type { Carrier } from './carriers.ts';
import { adultFare } from './fares.ts';
import { type SliceOption, sliceOptions } from './slice-options.ts';

/** What a supplier would sell: one option for each slice, and what an adult pays for all of it, in euros. */
export interface Combination {
  readonly options: readonly SliceOption[];
  readonly fare: number;
}

export interface Assortment {
  readonly carriers: readonly Carrier[];
  /** Whether a return may be flown with another carrier. */
  readonly mixesCarriers: boolean;
  /** How many combinations it offers at most. */
  readonly size: number;
}

/** Half-built combinations that are kept from slice to slice; all of them would be billions. */
const KEPT = 60;
/** What an hour is worth to those who choose, in euros. */
const HOUR_WORTH = 18;
const HOUR_MS = 3_600_000;
/** Nobody turns round faster than this. */
const TURNAROUND_MS = 90 * 60_000;

interface Weighed extends Combination {
  readonly weight: number;
}

/** The most attractive combinations first. The same flights cost the same wherever they are sold, before markups. */
export const combinations = (
  criteria: Criteria,
  { carriers, mixesCarriers, size }: Assortment,
  seed: string,
): readonly Combination[] => {
  const oneCarrier = !mixesCarriers && criteria.slices.length === 2;
  let kept: readonly Weighed[] = [{ options: [], fare: 0, weight: 0 }];
  for (const slice of criteria.slices) {
    const options = sliceOptions(slice, carriers, seed).filter((option) => isWanted(option, criteria));
    const weighed = options.map((option) => weigh(option, criteria, seed));
    kept = kept
      .flatMap((before) =>
        weighed.filter((next) => mayFollow(before, next, oneCarrier)).map((next) => join(before, next)),
      )
      .toSorted((one, other) => one.weight - other.weight)
      .slice(0, KEPT);
  }
  return kept.slice(0, size);
};

const isWanted = ({ carrier, flights }: SliceOption, { cabin, max_stops }: Criteria): boolean =>
  flights.length - 1 <= (max_stops ?? flights.length) && (cabin === 'economy' || !carrier.lowCost);

const weigh = (option: SliceOption, { cabin }: Criteria, seed: string): Weighed => {
  const fare = adultFare(option, cabin, seed);
  const hours = (arrival(option) - option.flights[0].departsMs) / HOUR_MS;
  return { options: [option], fare, weight: fare + HOUR_WORTH * hours };
};

const arrival = ({ flights }: SliceOption): number => (flights.at(-1) ?? flights[0]).arrivesMs;

const mayFollow = (before: Weighed, next: Weighed, oneCarrier: boolean): boolean => {
  const [last, option] = [before.options.at(-1), next.options[0]];
  if (last === undefined || option === undefined) return true;
  if (oneCarrier && last.carrier.code !== option.carrier.code) return false;
  return option.flights[0].departsMs - arrival(last) >= TURNAROUND_MS;
};

const join = (before: Weighed, next: Weighed): Weighed => ({
  options: [...before.options, ...next.options],
  fare: before.fare + next.fare,
  weight: before.weight + next.weight,
});
