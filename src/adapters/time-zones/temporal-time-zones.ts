import { Temporal } from 'temporal-polyfill';
import { isDate } from '../../domain/flights/criteria/calendar.ts';
import type { TimeZones } from '../../domain/ports/time-zones.ts';

/** Time zones take long to reckon with, and searches ask for the same hours again and again. */
const MAX_KNOWN = 20_000;
const MINUTE_MS = 60_000;
const NANOSECONDS_IN_MS = 1_000_000;
/** No zone has ever changed its offset twice within so much time. */
const QUARTER_HOUR_MS = 15 * MINUTE_MS;

/** Time zones as the platform knows them. */
export const temporalTimeZones = (): TimeZones => {
  const instants = new Map<string, readonly number[]>();
  const offsets = new Map<string, number>();
  return {
    instantsOf: (timeZone, localMinute) =>
      remember(instants, `${timeZone} ${localMinute}`, () => instantsOf(timeZone, localMinute)),
    localMinute(timeZone, atMs) {
      const quarter = Math.floor(atMs / QUARTER_HOUR_MS);
      const offsetMs = remember(offsets, `${timeZone} ${quarter}`, () =>
        offsetAt(timeZone, quarter * QUARTER_HOUR_MS),
      );
      return new Date(atMs + offsetMs).toISOString().slice(0, 16);
    },
  };
};

const instantsOf = (timeZone: string, localMinute: string): readonly number[] => {
  if (!isDate(localMinute.slice(0, 'YYYY-MM-DD'.length))) return [];
  const local = Temporal.PlainDateTime.from(localMinute);
  const shown = (['earlier', 'later'] as const)
    .map((disambiguation) => local.toZonedDateTime(timeZone, { disambiguation }))
    // In the hour that spring skips, what comes back shows another time than was asked for.
    .filter((zoned) => zoned.toPlainDateTime().equals(local));
  return [...new Set(shown.map(({ epochMilliseconds }) => epochMilliseconds))];
};

const offsetAt = (timeZone: string, atMs: number): number =>
  Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).offsetNanoseconds /
  NANOSECONDS_IN_MS;

/** Forgets everything once it is full. */
const remember = <T>(known: Map<string, T>, key: string, reckon: () => T): T => {
  const value = known.get(key) ?? reckon();
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, value);
  return value;
};
