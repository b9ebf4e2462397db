import { itineraryId } from '../../src/domain/flights/offers/itinerary-id.ts';
import type { Requested } from '../../src/domain/flights/view/messages.ts';
import type { Itinerary, ItinerarySlice, Segment } from '../../src/domain/flights/offers/offer.ts';
import { sliceOf } from '../../src/domain/flights/offers/slice-of.ts';
import { SEARCH_ID } from './flight-messages.ts';

const MINUTE_MS = 60_000;

/** Name, country, time zone, and how many minutes it is ahead of UTC on the days of this market. */
export const AIRPORTS: Readonly<Record<string, readonly [string, string, string, number]>> = {
  AMS: ['Amsterdam', 'NL', 'Europe/Amsterdam', 120],
  LHR: ['London', 'GB', 'Europe/London', 60],
  LGW: ['London', 'GB', 'Europe/London', 60],
  CDG: ['Paris', 'FR', 'Europe/Paris', 120],
  KEF: ['Reykjavik', 'IS', 'Atlantic/Reykjavik', 0],
  BOS: ['Boston', 'US', 'America/New_York', -240],
  JFK: ['New York', 'US', 'America/New_York', -240],
  EWR: ['New York', 'US', 'America/New_York', -240],
};

/** From Amsterdam to New York and back. */
export const MARKET_REQUESTED: Requested = {
  contract: 1,
  search_id: SEARCH_ID,
  criteria: {
    slices: [
      { origin: 'AMS', destination: 'NYC', departure_date: '2030-05-01' },
      { origin: 'NYC', destination: 'AMS', departure_date: '2030-05-10' },
    ],
    passengers: { adults: 1, children_ages: [] },
    cabin: 'economy',
    currency: 'EUR',
  },
  requested_at: '2030-04-01T10:00:00.000Z',
  deadline_at: '2030-04-01T10:00:30.000Z',
};

export interface Leg {
  /** Left out, from where the one before it landed. */
  readonly from?: string;
  readonly to: string;
  readonly carrier: string;
  readonly number: number;
  readonly minutes: number;
  /** On the ground before it. */
  readonly waitMinutes: number;
}

const zoneOf = (airport: string): readonly [string, number] => {
  const [, , zone, ahead] = AIRPORTS[airport] ?? ['', '', 'UTC', 0];
  return [zone, ahead];
};

const minuteText = (atMs: number): string => new Date(atMs).toISOString().slice(0, 16);
const localText = (airport: string, atMs: number): string =>
  minuteText(atMs + zoneOf(airport)[1] * MINUTE_MS);

/** A slice that leaves at a local time, as `YYYY-MM-DDTHH:MM`. */
export const sliceFrom = (origin: string, departingAt: string, legs: readonly Leg[]): ItinerarySlice => {
  let atMs = Date.parse(`${departingAt}Z`) - zoneOf(origin)[1] * MINUTE_MS;
  let airport = origin;
  const segments = legs.map(({ from = airport, to, carrier, number, minutes, waitMinutes }): Segment => {
    const departsMs = atMs + waitMinutes * MINUTE_MS;
    atMs = departsMs + minutes * MINUTE_MS;
    airport = to;
    return {
      origin: from,
      destination: to,
      departing_at: localText(from, departsMs),
      arriving_at: localText(to, atMs),
      departing_at_utc: `${minuteText(departsMs)}Z`,
      arriving_at_utc: `${minuteText(atMs)}Z`,
      origin_tz: zoneOf(from)[0],
      destination_tz: zoneOf(to)[0],
      duration_minutes: minutes,
      marketing_carrier: carrier,
      flight_number: String(number),
    };
  });
  const [first, ...others] = segments;
  if (first === undefined) throw new Error('a slice has segments');
  return sliceOf([first, ...others]);
};

export const itineraryFrom = (slices: readonly ItinerarySlice[]): Itinerary => ({
  itinerary_id: itineraryId(slices),
  slices,
});
