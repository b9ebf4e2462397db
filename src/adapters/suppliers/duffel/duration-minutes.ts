const ISO_DURATION = /^P(?:(\d{1,2})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:\d+(?:\.\d+)?S)?)?$/;
/** A week, in which any flight has landed. */
const LONGEST_MINUTES = 10_000;

/** Of an ISO 8601 duration in days, hours and minutes; undefined where it is none. Seconds do not count. */
export const durationMinutes = (text: string): number | undefined => {
  const [found, days = '0', hours = '0', minutes = '0'] = ISO_DURATION.exec(text) ?? [];
  const sum = (Number(days) * 24 + Number(hours)) * 60 + Number(minutes);
  return found === undefined || sum === 0 || sum > LONGEST_MINUTES ? undefined : sum;
};
