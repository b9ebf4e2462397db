import { distanceKm } from '../../../../domain/flights/offers/great-circle.ts';
import type { Carrier } from '../../../../domain/ports/carriers.ts';
import type { Airport } from '../../../../domain/ports/places.ts';
import { blockMinutes, sunShiftMinutes } from './block-time.ts';
import { type Numbers, numbersOf } from './flight-numbers.ts';
import type { Network } from './network.ts';
import { between, chanceOf, type Random, randomOf } from '../random.ts';
import { flownOn } from '../scenarios.ts';

/** When a flight leaves, by the clock of the airport, and on which days of the week. */
export interface Departure {
  readonly flightNumber: number;
  /** Of the day. */
  readonly minute: number;
  /** By day of the week, from Sunday on. */
  readonly days: readonly boolean[];
}

export type Season = 'summer' | 'winter';

const SHORT_KM = 1_500;
const MEDIUM_KM = 4_500;
const DAY_MINUTES = 1_440;

type Bank = readonly [from: number, to: number];

/** People leave small towns early, to meet the banks of the hub. */
const SPOKE_BANKS: readonly Bank[] = [
  [360, 540],
  [660, 780],
  [960, 1_200],
];
const HUB_BANKS: readonly Bank[] = [
  [420, 600],
  [735, 900],
  [1_080, 1_290],
];
const LONG_BANKS: readonly Bank[] = [
  [480, 600],
  [600, 780],
  [780, 960],
  [1_020, 1_200],
  [1_200, 1_320],
  [1_320, 1_435],
];
/** Around the Gulf the world meets in the middle of the night. */
const SMALL_HOURS: Bank = [90, 210];
const GULF = { west: 40, east: 80 } as const;

/** Nobody wants to land then. */
const DEAD_OF_NIGHT: Bank = [30, 300];
/** So far to the east, in minutes of the sun, one flies through the night, but for a few day flights. */
const OVERNIGHT_SHIFT = 240;
const DAY_FLIGHTS = 0.15;
const EVENING = 1_020;

const EVERY_DAY: readonly boolean[] = Array.from({ length: 7 }, () => true);
const MOST_A_DAY = 4;
/** How many out of a hundred rare flights leave on any one day of the week. */
const RARE_DAYS = 0.85;

/** What a carrier's timetable says of a route: the same every week of a season. */
export const departuresOf = (
  carrier: Carrier,
  [from, to]: readonly [Airport, Airport],
  season: Season,
  network: Network,
): readonly Departure[] => {
  const [one, other] = [from.code, to.code].toSorted();
  const route = [carrier.code, one ?? '', other ?? ''] as const;
  const km = distanceKm(from, to);
  const { by = [], alsoAt = [] } = flownOn(from.code, to.code);
  const count = flightsADay(km, Math.min(network.size(from.code), network.size(to.code)), route);
  const random = randomOf('departures', carrier.code, from.code, to.code, season);
  const numberOf: Numbers = numbersOf(carrier, [from, to], km > MEDIUM_KM, network);
  const minutes = banksOf(carrier, [from, to], random);
  const usual = Array.from({ length: count }, (_, index) => {
    const [least, most] = minutes[index % minutes.length] ?? [600, 700];
    return {
      flightNumber: numberOf(index),
      minute: Math.floor(between(least, most, random) / 5) * 5,
      days: by.includes(carrier.code) || count > 1 ? EVERY_DAY : rareDaysOf(route),
    };
  });
  return [
    ...usual,
    ...alsoAt.map((time, index) => ({
      flightNumber: numberOf(count + index),
      minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)),
      days: EVERY_DAY,
    })),
  ];
};

const flightsADay = (km: number, size: number, route: readonly string[]): number => {
  const chance = chanceOf('frequency', ...route);
  if (km < SHORT_KM) return Math.min(MOST_A_DAY, 1 + Math.floor(chance * 2) + Math.min(2, size));
  if (km < MEDIUM_KM) return size > 1 ? 2 + Math.floor(chance * 2) : 1 + Math.floor(chance * 1.6);
  return size > 1 ? 2 + Math.floor(chance * 1.6) : 1;
};

const rareDaysOf = (route: readonly string[]): readonly boolean[] => {
  const random = randomOf('days', ...route);
  return EVERY_DAY.map(() => random() < RARE_DAYS);
};

const banksOf = (
  { hubs, type }: Carrier,
  [from, to]: readonly [Airport, Airport],
  random: Random,
): readonly Bank[] => {
  const isHub = hubs.includes(from.code);
  if (distanceKm(from, to) < MEDIUM_KM) return rotated(isHub ? HUB_BANKS : SPOKE_BANKS, random);
  const isGulf = from.longitude > GULF.west && from.longitude < GULF.east;
  const banks = isHub && isGulf && type === 'full_service' ? [...LONG_BANKS, SMALL_HOURS] : LONG_BANKS;
  const shift = sunShiftMinutes(from, to);
  const minutes = blockMinutes(from, to) + shift;
  const isOvernight = shift >= OVERNIGHT_SHIFT && random() > DAY_FLIGHTS;
  const good = banks.filter(([least, most]) => {
    const landing = ((least + most) / 2 + minutes + DAY_MINUTES) % DAY_MINUTES;
    const lands = landing < DEAD_OF_NIGHT[0] || landing > DEAD_OF_NIGHT[1];
    return lands && (!isOvernight || least >= EVENING || least === SMALL_HOURS[0]);
  });
  return rotated(good.length > 0 ? good : banks, random);
};

const rotated = <T>(items: readonly T[], random: Random): readonly T[] => {
  const start = Math.floor(random() * items.length);
  return [...items.slice(start), ...items.slice(0, start)];
};
