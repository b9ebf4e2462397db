// Everything here was written by someone else, so each of these takes anything.

export const price = ({ amount, currency }) =>
  /^[A-Z]{3}$/.test(currency)
    ? new Intl.NumberFormat(undefined, { style: 'currency', currency }).format(Number(amount))
    : `${amount} ${currency}`;

export const counted = (count, one, many) => `${count} ${count === 1 ? one : many}`;

const adultsOf = (passengers) => Number(passengers?.adults) || 0;
const childrenOf = (passengers) =>
  Array.isArray(passengers?.children_ages) ? passengers.children_ages.length : 0;

export const travellers = (passengers) => adultsOf(passengers) + childrenOf(passengers);

export const party = (passengers) => {
  const [adults, children] = [adultsOf(passengers), childrenOf(passengers)];
  return [
    adults > 0 && counted(adults, 'adult', 'adults'),
    children > 0 && counted(children, 'child', 'children'),
  ]
    .filter(Boolean)
    .join(', ');
};

export const cabinName = (cabin) => (typeof cabin === 'string' ? cabin.replaceAll('_', ' ') : '');

export const duration = (minutes) =>
  Number.isFinite(minutes) ? `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}` : '';

export const time = (local) => String(local).slice(11, 16);

export const day = (local) => {
  const date = new Date(`${String(local).slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return '';
  const format = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' };
  return new Intl.DateTimeFormat(undefined, format).format(date);
};
