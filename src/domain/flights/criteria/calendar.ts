const DAY_MS = 86_400_000;

/** The first place on earth to see a day begin is fourteen hours ahead of UTC, the last one twelve behind. */
const FIRST_ZONE_MS = 14 * 3_600_000;
const LAST_ZONE_MS = 12 * 3_600_000;

const dateOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

/** Whether a `YYYY-MM-DD` is a day that there is. */
export const isDate = (text: string): boolean => {
  const atMs = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(atMs) && dateOf(atMs) === text;
};

export const addDays = (date: string, days: number): string =>
  dateOf(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS);

/** The earliest date that it is anywhere on earth: a flight that leaves before it has left everywhere. */
export const earliestDate = (nowMs: number): string => dateOf(nowMs - LAST_ZONE_MS);

/** The latest date that it is anywhere on earth. */
export const latestDate = (nowMs: number): string => dateOf(nowMs + FIRST_ZONE_MS);
