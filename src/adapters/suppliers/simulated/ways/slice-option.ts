import type { Carrier } from '../../../../domain/ports/carriers.ts';
import type { Flight } from '../timetable/flights.ts';

/** One way to fly one slice. */
export interface SliceOption {
  /** Under whose numbers it is sold, for the longest part. */
  readonly carrier: Carrier;
  readonly date: string;
  /** Along the great circle, from beginning to end. */
  readonly km: number;
  readonly flights: readonly [Flight, ...Flight[]];
  /** What tells it apart from all others. */
  readonly key: string;
  /** Of tickets that know nothing of each other. */
  readonly selfTransfer: boolean;
}

const MINUTE_MS = 60_000;

export const optionOf = (
  flights: readonly [Flight, ...Flight[]],
  date: string,
  km: number,
  selfTransfer = false,
): SliceOption => {
  const longest = flights.reduce((best, flight) => (flight.km > best.km ? flight : best));
  const key = flights
    .map(({ segment }) => {
      const { marketing_carrier, flight_number, origin, departing_at } = segment;
      return `${marketing_carrier}${flight_number} ${origin} ${departing_at}`;
    })
    .join(' ');
  return { carrier: longest.carrier, date, km, flights, key, selfTransfer };
};

export const lastFlight = ({ flights }: SliceOption): Flight => flights.at(-1) ?? flights[0];

export const optionMinutes = (option: SliceOption): number =>
  (lastFlight(option).arrivesMs - option.flights[0].departsMs) / MINUTE_MS;
