import type { Segment } from '../../../domain/flights/offer.ts';
import type { Airport } from './airports.ts';
import type { Carrier } from './carriers.ts';
import { blockMinutes, distanceKm } from './distance.ts';
import { pick, randomOf } from './random.ts';
import { instantOf, localMinuteAt, utcMinuteAt } from './zoned-time.ts';

export interface Flight {
  readonly segment: Segment;
  readonly departsMs: number;
  readonly arrivesMs: number;
}

const MINUTE_MS = 60_000;
/** A low-cost carrier flies no further than its crews get home the same day; nobody flies further than a tank lasts. */
const REACH_KM = { lowCost: 3_500, fullService: 15_500 } as const;
/** Nearer than this one takes the train. */
const NEAREST_KM = 120;

const MORNING = ['06:30', '07:05', '07:40', '08:15', '08:50'] as const;
const MIDDAY = ['11:10', '11:45', '12:20', '12:55', '13:30'] as const;
const EVENING = ['16:25', '17:00', '18:10', '19:20', '20:05'] as const;
const NIGHT = ['21:15', '21:50', '22:25', '23:00', '23:35'] as const;

/** When flights leave, by how far they go: the further, the fewer. */
const banksFor = (
  km: number,
): readonly (typeof MORNING | typeof MIDDAY | typeof EVENING | typeof NIGHT)[] => {
  if (km < 1_500) return [MORNING, MIDDAY, EVENING];
  return km < 4_500 ? [MORNING, EVENING] : [MIDDAY, NIGHT];
};

export const isFlown = (carrier: Carrier, from: Airport, to: Airport): boolean => {
  const km = distanceKm(from, to);
  const reachKm = carrier.lowCost ? REACH_KM.lowCost : REACH_KM.fullService;
  const fromHub = carrier.hubs.includes(from.code) || carrier.hubs.includes(to.code);
  return fromHub && km >= NEAREST_KM && km <= reachKm;
};

/** What a carrier flies on a route on a local date: the same whoever sells it, and whenever it is asked for. */
export const flightsOn = (
  carrier: Carrier,
  [from, to]: readonly [Airport, Airport],
  date: string,
  seed: string,
): readonly Flight[] => {
  if (!isFlown(carrier, from, to)) return [];
  const dayOfWeek = new Date(`${date}T00:00:00Z`).getUTCDay();
  return banksFor(distanceKm(from, to)).flatMap((bank, index) => {
    const random = randomOf('schedule', seed, carrier.code, from.code, to.code, index);
    const time = pick(bank, random);
    const number = String(100 + Math.floor(random() * 8_900));
    const restsOn = Math.floor(random() * 14);
    return dayOfWeek === restsOn ? [] : [flightAt(carrier, number, [from, to], `${date}T${time}`)];
  });
};

const flightAt = (
  { code }: Carrier,
  number: string,
  [from, to]: readonly [Airport, Airport],
  scheduled: string,
): Flight => {
  const minutes = blockMinutes(from, to);
  const departsMs = instantOf(from.timeZone, scheduled);
  const arrivesMs = departsMs + minutes * MINUTE_MS;
  const segment: Segment = {
    origin: from.code,
    destination: to.code,
    departing_at: localMinuteAt(from.timeZone, departsMs),
    arriving_at: localMinuteAt(to.timeZone, arrivesMs),
    departing_at_utc: utcMinuteAt(departsMs),
    arriving_at_utc: utcMinuteAt(arrivesMs),
    origin_tz: from.timeZone,
    destination_tz: to.timeZone,
    duration_minutes: minutes,
    marketing_carrier: code,
    flight_number: number,
    operating_carrier: code,
    aircraft: aircraftFor(distanceKm(from, to)),
  };
  return { segment, departsMs, arrivesMs };
};

const aircraftFor = (km: number): string =>
  km < 900 ? 'E90' : km < 4_500 ? '320' : km < 9_000 ? '789' : '359';
