import type { Criteria, CriteriaSlice } from '../../../../domain/flights/criteria/criteria.ts';
import { isWithin } from '../../../../domain/flights/criteria/is-within.ts';
import { hasCabin } from './cabins.ts';
import { adultFare, type FareAt } from './fares.ts';
import type { Profile } from '../profiles.ts';
import { chanceOf } from '../random.ts';
import type { Twist } from '../scenarios.ts';
import { lastFlight, optionMinutes, type SliceOption } from '../ways/slice-option.ts';
import { sliceOptions } from '../ways/slice-options.ts';
import type { World } from '../world.ts';

/** What a supplier would sell: one option for each slice, and what an adult pays for all of it, in euros. */
export interface Combination {
  readonly options: readonly SliceOption[];
  readonly fare: number;
}

interface Weighed extends Combination {
  /** What it costs in money and time: the least is the most attractive. */
  readonly weight: number;
}

/** What an hour is worth to those who choose, and not having to change, in euros. */
const HOUR_WORTH = 22;
const STOP_WORTH = 40;
const HOUR_MINUTES = 60;
const MINUTE_MS = 60_000;
/** Nobody turns round faster than this. */
const TURNAROUND_MS = 90 * MINUTE_MS;
/** Half-built combinations that are kept from slice to slice; all of them would be billions. */
const MOST_KEPT = 160;
/** Options that one carrier brings to a slice, and the market brings where a trip may change carriers. */
const MOST_OF_CARRIER = 10;
const MOST_OF_MARKET = 6;
/** The second offer of a carrier is less interesting than the first of another. */
const BORED = 0.05;
/** Going with one and returning with another carrier, too. */
const MIXED = 1.2;

/** Who sells, in which scenario, at which fares, and when. */
interface AsSold {
  readonly profile: Profile;
  readonly twist: Twist;
  readonly fareAt: FareAt;
  readonly nowMs: number;
}

/** The most attractive combinations first, none carrier's crowding out the others'. */
export const combinations = (
  { profile, twist, fareAt, nowMs }: AsSold,
  criteria: Criteria,
  world: World,
): readonly Combination[] => {
  const { size, mixesCarriers } = profile.assortment;
  const most = twist.wholeMarket === true ? MOST_KEPT * criteria.slices.length * 4 : size;
  const isReturn = criteria.slices.length === 2;
  let kept: readonly Weighed[] = [{ options: [], fare: 0, weight: 0 }];
  for (const slice of criteria.slices) {
    const shelf = spread(
      sliceOptions(slice, profile.assortment.tickets, world)
        .filter((option) => option.flights[0].departsMs > nowMs)
        .filter((option) => isSold(option, profile, twist) && isWanted(option, slice, criteria, twist))
        .map((option) => weigh(option, fareAt)),
    );
    const extended = kept.flatMap((before) => {
      if (before.options.length === 0) return shelf;
      const same = shelf.filter((next) => isSameCarrier(before, next)).slice(0, MOST_OF_CARRIER);
      const mayMix = mixesCarriers || (!isReturn && same.length === 0);
      const next = mayMix ? [...new Set([...same, ...shelf.slice(0, MOST_OF_MARKET)])] : same;
      return next.filter((option) => mayFollow(before, option)).map((option) => join(before, option));
    });
    kept = spread(extended).slice(0, Math.max(most, MOST_KEPT));
  }
  return kept.slice(0, most);
};

/** Whether it is in this supplier's stock: the same for ever, whatever is searched. */
const isSold = (option: SliceOption, { supplier_id, assortment }: Profile, twist: Twist): boolean => {
  const { carriers, coverage } = assortment;
  const isOfType = option.flights.every(({ carrier }) => carriers === 'all' || carrier.type === carriers);
  if (!isOfType) return false;
  return twist.wholeMarket === true || chanceOf('coverage', supplier_id, option.key) < coverage;
};

const isWanted = (
  option: SliceOption,
  { departure_window, arrival_window }: CriteriaSlice,
  { cabin, max_stops, carriers }: Criteria,
  twist: Twist,
): boolean => {
  const { flights } = option;
  const stops = flights.length - 1;
  if (stops > (max_stops ?? stops) || (twist.connectionsOnly === true && stops === 0)) return false;
  if (!hasCabin(option, cabin)) return false;
  const isOfCarriers = flights.every(({ carrier: { code } }) => {
    if (carriers === undefined) return true;
    return 'include' in carriers ? carriers.include.includes(code) : !carriers.exclude.includes(code);
  });
  return (
    isOfCarriers &&
    isWithin(flights[0].segment.departing_at, departure_window) &&
    isWithin(lastFlight(option).segment.arriving_at, arrival_window)
  );
};

const weigh = (option: SliceOption, fareAt: FareAt): Weighed => {
  const fare = adultFare(option, fareAt);
  const trouble =
    (HOUR_WORTH * optionMinutes(option)) / HOUR_MINUTES + STOP_WORTH * (option.flights.length - 1);
  return { options: [option], fare, weight: fare + trouble };
};

/** By weight, yet what looks the same as something lighter counts for a little heavier. */
const spread = (weighed: readonly Weighed[]): readonly Weighed[] => {
  const seen = new Map<string, number>();
  return weighed
    .toSorted((one, other) => one.weight - other.weight)
    .map((one) => {
      const look = one.options.map(({ carrier, flights }) => `${carrier.code}${flights.length}`).join(' ');
      const before = seen.get(look) ?? 0;
      seen.set(look, before + 1);
      return { one, felt: one.weight * (1 + BORED * before) };
    })
    .toSorted((one, other) => one.felt - other.felt)
    .map(({ one }) => one);
};

const isSameCarrier = (before: Weighed, next: Weighed): boolean =>
  before.options.at(-1)?.carrier.code === next.options[0]?.carrier.code;

const mayFollow = (before: Weighed, next: Weighed): boolean => {
  const [last, option] = [before.options.at(-1), next.options[0]];
  if (last === undefined || option === undefined) return true;
  return option.flights[0].departsMs - lastFlight(last).arrivesMs >= TURNAROUND_MS;
};

const join = (before: Weighed, next: Weighed): Weighed => ({
  options: [...before.options, ...next.options],
  fare: before.fare + next.fare,
  weight: (before.weight + next.weight) * (isSameCarrier(before, next) ? 1 : MIXED),
});
