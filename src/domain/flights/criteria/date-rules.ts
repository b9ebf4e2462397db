import { addDays, earliestDate, isDate, latestDate } from './calendar.ts';
import { type CriteriaFault, faultAt } from './criteria-fault.ts';
import { CRITERIA_LIMITS } from './criteria-limits.ts';
import type { SliceParts } from './criteria-parts.ts';
import type { CriteriaWorld } from './criteria-world.ts';

/** A slice departs on a day that there is, from today where it begins to a year ahead. */
export const dateFaults = (
  { origin, departure_date: date }: SliceParts,
  pointer: string,
  world: CriteriaWorld,
): readonly CriteriaFault[] => {
  if (date === undefined) return [];
  if (!isDate(date)) return [faultAt(pointer, 'invalid_format', 'There is no such date.')];
  const today = todayAt(origin, world);
  if (date < today.earliest) return [faultAt(pointer, 'date_in_past', 'The date has passed.')];
  const { daysAhead } = CRITERIA_LIMITS;
  if (date <= addDays(today.latest, daysAhead)) return [];
  return [faultAt(pointer, 'date_too_far', `The date is more than ${daysAhead} days ahead.`)];
};

/**
 * One date, unless the airports of a city lie in several zones. Where the origin is not known, whatever date it is anywhere,
 * so that only what is wrong wherever the slice begins is refused.
 */
const todayAt = (
  origin: string | undefined,
  { places, timeZones, nowMs }: CriteriaWorld,
): { readonly earliest: string; readonly latest: string } => {
  const airports = origin === undefined ? [] : places.airportsOf(origin);
  const zones = new Set(airports.map(({ timeZone }) => timeZone));
  const dates = [...zones].map((zone) => timeZones.localMinute(zone, nowMs).slice(0, 10)).toSorted();
  return { earliest: dates[0] ?? earliestDate(nowMs), latest: dates.at(-1) ?? latestDate(nowMs) };
};

/** No slice departs on an earlier date than one before it. */
export const orderFaults = (slices: readonly SliceParts[]): readonly CriteriaFault[] => {
  const faults: CriteriaFault[] = [];
  let latest = '';
  for (const [index, { departure_date }] of slices.entries()) {
    if (departure_date === undefined || !isDate(departure_date)) continue;
    if (departure_date < latest) {
      const pointer = `/slices/${index}/departure_date`;
      faults.push(faultAt(pointer, 'dates_not_chronological', 'An earlier flight departs after this date.'));
    } else latest = departure_date;
  }
  return faults;
};
