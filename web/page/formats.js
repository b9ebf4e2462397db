// Everything here was written by someone else, so each of these takes anything.

export const price = ({ amount, currency }) =>
  /^[A-Z]{3}$/.test(currency)
    ? new Intl.NumberFormat(undefined, { style: 'currency', currency }).format(Number(amount))
    : `${amount} ${currency}`;

export const duration = (minutes) =>
  Number.isFinite(minutes) ? `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}` : '';

export const time = (local) => String(local).slice(11, 16);

export const day = (local) => {
  const date = new Date(`${String(local).slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return '';
  const format = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' };
  return new Intl.DateTimeFormat(undefined, format).format(date);
};
