import type { TimeWindow } from './criteria.ts';

/** Whether a local time, `HH:MM` or the end of a `YYYY-MM-DDTHH:MM`, lies in a window; any does where there is none. */
export const isWithin = (local: string, window: TimeWindow | undefined): boolean => {
  if (window === undefined) return true;
  const time = local.slice(-5);
  const { from, to } = window;
  return from <= to ? from <= time && time <= to : from <= time || time <= to;
};
