import type { TimeZones } from '../../../../domain/ports/time-zones.ts';
import { remember } from '../remember.ts';

/** Offsets that are kept: of a few hundred zones, over the weeks of a year. */
const MAX_OFFSETS_KEPT = 20_000;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/**
 * The same time zones, quicker: in most weeks a zone has one offset from beginning to end, and then nothing else has to be
 * asked. Of the others most days do. On a day on which clocks change, and on the days around it, every time is asked for.
 */
export const quickClocks = (timeZones: TimeZones): TimeZones => {
  const offsetAt = remember(MAX_OFFSETS_KEPT, (key): number => {
    const [timeZone = '', atMs = ''] = key.split(' ');
    return parsed(timeZones.localMinute(timeZone, Number(atMs))) - Number(atMs);
  });
  const steadyBy = (spanMs: number, timeZone: string, fromMs: number, toMs: number): number | undefined => {
    const [first, last] = [Math.floor(fromMs / spanMs), Math.floor(toMs / spanMs) + 1];
    const offset = offsetAt(`${timeZone} ${first * spanMs}`);
    for (let span = first + 1; span <= last; span += 1) {
      if (offsetAt(`${timeZone} ${span * spanMs}`) !== offset) return undefined;
    }
    return offset;
  };
  const steady = (timeZone: string, fromMs: number, toMs: number): number | undefined =>
    steadyBy(WEEK_MS, timeZone, fromMs, toMs) ?? steadyBy(DAY_MS, timeZone, fromMs, toMs);
  return {
    instantsOf(timeZone, localMinute) {
      const asUtcMs = parsed(localMinute);
      const offset = steady(timeZone, asUtcMs - DAY_MS, asUtcMs + DAY_MS);
      return offset === undefined ? timeZones.instantsOf(timeZone, localMinute) : [asUtcMs - offset];
    },
    localMinute(timeZone, atMs) {
      const offset = steady(timeZone, atMs, atMs);
      return offset === undefined
        ? timeZones.localMinute(timeZone, atMs)
        : new Date(atMs + offset).toISOString().slice(0, 16);
    },
  };
};

const parsed = (localMinute: string): number => Date.parse(`${localMinute}Z`);
