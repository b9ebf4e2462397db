import type { TimeWindow } from '../criteria/criteria.ts';
import { isWithin } from '../criteria/is-within.ts';
import type { LiveOffer } from './live-offer.ts';
import type { Trip } from './trip.ts';

/** What of the answers somebody wants to see: all of it together, and of a list any. Left out, whatever there is. */
export interface Filters {
  /** Of the slice that has most. */
  readonly max_stops?: number;
  /** Of all slices together, in minutes. */
  readonly max_duration?: number;
  /** Of the longest one, in minutes. */
  readonly max_layover?: number;
  /** One of them sells a flight number of it. */
  readonly carriers?: readonly string[];
  /** It begins, lands or takes off at one of them. */
  readonly airports?: readonly string[];
  /** By slice, the first one first: the local time. */
  readonly departures?: readonly (TimeWindow | undefined)[];
  readonly arrivals?: readonly (TimeWindow | undefined)[];
  /** In minor units, for the whole party. */
  readonly max_price?: number;
  readonly suppliers?: readonly string[];
  /** Checked ones that are known to be included, a passenger. */
  readonly min_bags?: number;
  /** Known to be. */
  readonly refundable?: true;
}

/** By the name of its parameter. */
export type FilterName =
  | Exclude<keyof Filters, 'departures' | 'arrivals'>
  | `depart_${number}`
  | `arrive_${number}`;

/** One filter; what it does not let through has missed it. */
export interface Filter<Thing> {
  readonly name: FilterName;
  readonly lets: (thing: Thing) => boolean;
}

/** Filters of what is flown. */
export const tripFilters = (wanted: Filters): readonly Filter<Trip>[] => [
  ...when(
    wanted.max_stops,
    'max_stops',
    (most) =>
      ({ stops }: Trip) =>
        stops <= most,
  ),
  ...when(wanted.max_duration, 'max_duration', (most) => (trip: Trip) => trip.durationMinutes <= most),
  ...when(wanted.max_layover, 'max_layover', (most) => (trip: Trip) => trip.longestLayoverMinutes <= most),
  ...when(
    wanted.carriers,
    'carriers',
    (some) =>
      ({ carriers }: Trip) =>
        haveOneOf(carriers, some),
  ),
  ...when(
    wanted.airports,
    'airports',
    (some) =>
      ({ airports }: Trip) =>
        haveOneOf(airports, some),
  ),
  ...(wanted.departures ?? []).flatMap((window, at) =>
    when(window, `depart_${at + 1}`, (hours) => (trip: Trip) => isIn(trip.departureTimes[at], hours)),
  ),
  ...(wanted.arrivals ?? []).flatMap((window, at) =>
    when(window, `arrive_${at + 1}`, (hours) => (trip: Trip) => isIn(trip.arrivalTimes[at], hours)),
  ),
];

/** Filters of how it is sold, which one and the same offer has to pass. What nobody has said of an offer is not so. */
export const offerFilters = (wanted: Filters): readonly Filter<LiveOffer>[] => [
  ...when(
    wanted.max_price,
    'max_price',
    (most) =>
      ({ units }: LiveOffer) =>
        units <= most,
  ),
  ...when(
    wanted.suppliers,
    'suppliers',
    (some) =>
      ({ offer }: LiveOffer) =>
        some.includes(offer.supplier_id),
  ),
  ...when(
    wanted.min_bags,
    'min_bags',
    (least) =>
      ({ bags = 0 }: LiveOffer) =>
        bags >= least,
  ),
  ...when(
    wanted.refundable,
    'refundable',
    () =>
      ({ refundable }: LiveOffer) =>
        refundable === true,
  ),
];

const when = <Value, Thing>(
  value: Value | undefined,
  name: FilterName,
  filter: (value: Value) => (thing: Thing) => boolean,
): readonly Filter<Thing>[] => (value === undefined ? [] : [{ name, lets: filter(value) }]);

const haveOneOf = (codes: readonly string[], some: readonly string[]): boolean =>
  codes.some((code) => some.includes(code));

/** A slice that there is not is at no time. */
const isIn = (time: string | undefined, window: TimeWindow): boolean =>
  time !== undefined && isWithin(time, window);
