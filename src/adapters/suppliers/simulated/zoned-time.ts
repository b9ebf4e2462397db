import { Temporal } from 'temporal-polyfill';

/** Time zones take long to reckon with, and searches ask for the same hours again and again. */
const MAX_KNOWN = 20_000;
const HOUR_MS = 3_600_000;
const NANOSECONDS_IN_MS = 1_000_000;

/** The instant at which a clock in this zone shows this local minute; in the hour that spring skips, one hour on. */
export const instantOf = (timeZone: string, localMinute: string): number =>
  remember(
    `${timeZone} ${localMinute}`,
    () => Temporal.PlainDateTime.from(localMinute).toZonedDateTime(timeZone).epochMilliseconds,
  );

/** What a clock in this zone shows, `YYYY-MM-DDTHH:MM`. */
export const localMinuteAt = (timeZone: string, atMs: number): string => {
  // No zone of this world changes its offset within an hour of UTC.
  const hour = Math.floor(atMs / HOUR_MS);
  const offsetMs = remember(`${timeZone} ${hour}`, () => {
    const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(hour * HOUR_MS).toZonedDateTimeISO(
      timeZone,
    );
    return offsetNanoseconds / NANOSECONDS_IN_MS;
  });
  return minuteOf(atMs + offsetMs);
};

export const utcMinuteAt = (atMs: number): string => `${minuteOf(atMs)}Z`;

const minuteOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 16);

const known = new Map<string, number>();

/** Forgets everything once it is full. */
const remember = (key: string, reckon: () => number): number => {
  const value = known.get(key) ?? reckon();
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, value);
  return value;
};
