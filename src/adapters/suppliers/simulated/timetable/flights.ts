import { addDays } from '../../../../domain/flights/criteria/calendar.ts';
import { distanceKm } from '../../../../domain/flights/offers/great-circle.ts';
import type { SegmentFound } from '../../../../domain/flights/offers/offer-found.ts';
import type { Carrier } from '../../../../domain/ports/carriers.ts';
import type { Airport, Places } from '../../../../domain/ports/places.ts';
import type { TimeZones } from '../../../../domain/ports/time-zones.ts';
import { aircraftOf } from './aircraft.ts';
import { blockMinutes } from './block-time.ts';
import type { Departure, Season } from './departures.ts';
import type { Network } from './network.ts';
import { chanceOf } from '../random.ts';
import { flownOn } from '../scenarios.ts';
import { technicalStopOf } from './technical-stop.ts';

/** One flight on one day, as the one who sells it under its number shows it. */
export interface Flight {
  readonly carrier: Carrier;
  readonly operator: Carrier;
  readonly from: Airport;
  readonly to: Airport;
  readonly km: number;
  readonly departsMs: number;
  readonly arrivesMs: number;
  readonly segment: SegmentFound;
}

export interface FlownIn {
  departures(carrier: Carrier, ends: readonly [Airport, Airport], season: Season): readonly Departure[];
  readonly network: Network;
  readonly places: Places;
  readonly timeZones: TimeZones;
}

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
/** How many carriers out of a hundred have a terminal that is known. */
const TERMINALS_KNOWN = 0.6;
const MOST_TERMINALS = 5;

/** What a carrier flies on a route on a local date: the same whoever sells it, and whenever it is asked for. */
export const flightsOf = (
  carrier: Carrier,
  [from, to]: readonly [Airport, Airport],
  date: string,
  flownIn: FlownIn,
): readonly Flight[] => {
  const weekday = weekdayOf(date);
  return flownIn
    .departures(carrier, [from, to], seasonOf(date))
    .filter(({ days }) => days[weekday])
    .map(({ flightNumber, minute }) =>
      flightAt(carrier, String(flightNumber), [from, to], { date, minute }, flownIn),
    )
    .toSorted((one, other) => one.departsMs - other.departsMs);
};

export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();

/** Timetables change on the last Sundays of March and October. */
export const seasonOf = (date: string): Season => {
  const year = date.slice(0, 4);
  return date >= lastSunday(`${year}-03-31`) && date < lastSunday(`${year}-10-31`) ? 'summer' : 'winter';
};

const lastSunday = (lastOfMonth: string): string => addDays(lastOfMonth, -weekdayOf(lastOfMonth));

interface When {
  readonly date: string;
  readonly minute: number;
}

const flightAt = (
  carrier: Carrier,
  number: string,
  [from, to]: readonly [Airport, Airport],
  when: When,
  { network, places, timeZones }: FlownIn,
): Flight => {
  const departing = departureOf(from, when, timeZones);
  const { surface } = flownOn(from.code, to.code);
  const stop = technicalStopOf(carrier, [from, to], { network, places });
  const minutes = surface?.minutes ?? stop?.totalMinutes ?? blockMinutes(from, to);
  const arrivesMs = departing.atMs + minutes * MINUTE_MS;
  const km = distanceKm(from, to);
  const [leavesFrom, landsAt] = [terminalOf(from, carrier, network), terminalOf(to, carrier, network)];
  const segment: SegmentFound = {
    origin: from.code,
    destination: to.code,
    departing_at: departing.local,
    arriving_at: timeZones.localMinute(to.timeZone, arrivesMs),
    duration_minutes: minutes,
    marketing_carrier: carrier.code,
    flight_number: number,
    operating_carrier: carrier.code,
    ...(leavesFrom !== undefined && { origin_terminal: leavesFrom }),
    ...(landsAt !== undefined && { destination_terminal: landsAt }),
    ...(surface === undefined ? { aircraft: aircraftOf(carrier, from, to) } : { mode: surface.mode }),
    ...(stop !== undefined && {
      technical_stops: [
        {
          airport: stop.at.code,
          arriving_at: timeZones.localMinute(stop.at.timeZone, departing.atMs + stop.landsAfter * MINUTE_MS),
          departing_at: timeZones.localMinute(
            stop.at.timeZone,
            departing.atMs + stop.leavesAfter * MINUTE_MS,
          ),
        },
      ],
    }),
  };
  return { carrier, operator: carrier, from, to, km, departsMs: departing.atMs, arrivesMs, segment };
};

/** In the hour that spring skips, what is scheduled leaves an hour later by the clock. */
const departureOf = (
  { timeZone }: Airport,
  { date, minute }: When,
  timeZones: TimeZones,
): { readonly local: string; readonly atMs: number } => {
  const local = localMinute(date, minute);
  const [atMs] = timeZones.instantsOf(timeZone, local);
  if (atMs !== undefined) return { local, atMs };
  const later = localMinute(date, minute + HOUR_MINUTES);
  const [laterMs] = timeZones.instantsOf(timeZone, later);
  if (laterMs === undefined) throw new Error(`no clock in ${timeZone} shows ${local}, nor ${later}`);
  return { local: later, atMs: laterMs };
};

const localMinute = (date: string, minute: number): string => {
  const [hours, minutes] = [Math.floor(minute / HOUR_MINUTES), minute % HOUR_MINUTES];
  return `${date}T${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
};

const terminalOf = ({ code }: Airport, carrier: Carrier, network: Network): string | undefined => {
  const size = network.size(code);
  if (size === 0 || chanceOf('terminal known', code, carrier.code) > TERMINALS_KNOWN) return undefined;
  const terminals = Math.min(MOST_TERMINALS, size + 1);
  return String(1 + Math.floor(chanceOf('terminal', code, carrier.code) * terminals));
};
